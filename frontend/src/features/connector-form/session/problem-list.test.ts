import { describe, expect, it } from 'vitest';
import type { FormProblem } from '../../../bridge/dto';
import { whyNotAsked } from '../page/check-words';
import { countWords, firstBlocking, nextProblem, problemsByKey } from './problem-list';

const problem = (key: string, severity: FormProblem['severity'] = 'error', text = 'wrong'): FormProblem => ({
  key,
  severity,
  text,
  group: 'A',
  source: 'local',
  replace: '',
});

describe('going from problem to problem', () => {
  const all = [
    problem(''),
    problem('a'),
    problem('a', 'error', 'worse'),
    problem('b', 'warning'),
    problem('c', 'fill'),
  ];

  it('stops once at each key and goes round, either way', () => {
    const stops = (step: 1 | -1, from?: string) => nextProblem(all, from, step)?.key;
    expect([stops(1), stops(1, 'a'), stops(1, 'b'), stops(1, 'c')]).toEqual(['a', 'b', 'c', 'a']);
    expect([stops(-1), stops(-1, 'c'), stops(-1, 'b'), stops(-1, 'a')]).toEqual(['c', 'b', 'a', 'c']);
    expect(nextProblem([problem('')], undefined, 1)).toBeUndefined();
    expect(nextProblem([problem('a'), problem('a', 'error', 'worse')], 'a', 1)?.key).toBe('a');
  });

  it('begins with what stops a create', () => {
    expect(firstBlocking(all)?.key).toBe('a');
    expect(firstBlocking([problem('b', 'warning'), problem('c', 'fill')])?.key).toBe('c');
    expect(firstBlocking([problem('b', 'warning')])).toBeUndefined();
  });
});

it.each([
  [{ errors: 2, warnings: 1, toFill: 0 }, '2 problems and 1 warning'],
  [{ errors: 1, warnings: 2, toFill: 3 }, '1 problem, 2 warnings and 3 still required'],
  [{ errors: 0, warnings: 0, toFill: 2 }, '2 still required'],
  [{ errors: 0, warnings: 0, toFill: 0 }, ''],
])('%o is "%s"', (counts, words) => {
  expect(countWords(counts)).toBe(words);
});

it('keeps the findings of a key the same while they say the same, so that its field is not drawn again', () => {
  const first = problemsByKey([problem('a'), problem('b')], new Map());
  const second = problemsByKey([problem('a'), problem('b', 'error', 'other')], first);
  expect(second.get('a')).toBe(first.get('a'));
  expect(second.get('b')).not.toBe(first.get('b'));
});

it('says why the worker is not asked, and nothing while it is', () => {
  expect(whyNotAsked({ auto: true, reason: '' })).toBe('');
  expect(whyNotAsked({ auto: false, reason: 'production' })).toContain('production');
  expect(whyNotAsked({ auto: false, reason: 'slow' })).toContain('2 s');
});
