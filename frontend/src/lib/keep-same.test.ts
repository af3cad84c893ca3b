import { assert, jsonValue, property } from 'fast-check';
import { expect, it } from 'vitest';
import { keepSame } from './keep-same';

it('is the new value, and the old object when they are equal', () => {
  assert(
    property(jsonValue(), jsonValue(), (before, now) => {
      expect(keepSame<unknown>(before, now)).toEqual(now);
    }),
  );
  assert(
    property(jsonValue(), (value) => {
      expect(keepSame(value, structuredClone(value))).toBe(value);
    }),
  );
});

it('keeps the parts that did not change', () => {
  const before = {
    groups: [
      { id: 'a', set: 1 },
      { id: 'b', set: 2 },
    ],
    problem: { text: '' },
  };
  const now = keepSame(before, {
    groups: [
      { id: 'a', set: 1 },
      { id: 'b', set: 3 },
    ],
    problem: { text: '' },
  });
  expect(now).not.toBe(before);
  expect(now.groups[0]).toBe(before.groups[0]);
  expect(now.groups[1]).toEqual({ id: 'b', set: 3 });
  expect(now.problem).toBe(before.problem);
});
