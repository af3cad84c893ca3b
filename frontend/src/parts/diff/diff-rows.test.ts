import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConflictView, DiffLine } from '../../bridge/dto';
import { conflictWords } from '../../features/connector-form/review/conflict-words';
import { changedWords, diffRows } from './diff-rows';

const line = (key: string, kind: DiffLine['kind'], before = 'x', after = 'x'): DiffLine => ({
  key,
  kind,
  before: kind === 'added' ? '' : before,
  after: kind === 'removed' ? '' : after,
  list: false,
  items: [],
  items2: [],
  secret: false,
  note: '',
});
const none: ReadonlySet<string> = new Set();
const same = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => line(`k${String(at + from)}`, 'same'));

describe('folding', () => {
  it('keeps two unchanged settings beside a change and folds the rest, unless it is opened', () => {
    const lines = [...same(6), line('m', 'changed', '1', '2'), ...same(4, 10)];
    const ids = (opened = none) => diffRows(lines, opened).map((row) => row.id);
    expect(ids()).toEqual(['fold k0', 'k4 0', 'k5 0', 'm 0', 'k10 0', 'k11 0', 'k12 0', 'k13 0']);
    expect(ids(new Set(['fold k0']))).toHaveLength(11);
    expect(diffRows(lines, none)[0]).toMatchObject({ kind: 'fold', count: 4 });
  });

  it('shows or counts every setting once, and numbers both sides as they stand', () => {
    const kinds = fc.constantFrom<DiffLine['kind']>('same', 'added', 'removed', 'changed', 'conflict');
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 30 }), (all) => {
        const lines = all.map((kind, at) => line(`k${String(at)}`, kind, '1', kind === 'same' ? '1' : '2'));
        const rows = diffRows(lines, none);
        const seen = rows.reduce((sum, row) => sum + (row.kind === 'fold' ? row.count : 1), 0);
        expect(seen).toBe(lines.length);
        const last = rows.findLast((row) => row.kind === 'line');
        if (last?.kind === 'line' && rows.at(-1) === last) {
          expect(last.before?.number ?? -1).toBe(
            last.before === null ? -1 : all.filter((kind) => kind !== 'added').length,
          );
          expect(last.after?.number ?? -1).toBe(
            last.after === null ? -1 : all.filter((kind) => kind !== 'removed').length,
          );
        }
      }),
    );
  });
});

describe('marks', () => {
  it.each([
    ['/no/such/out', '/tmp/out', '/[no/such]/out', '/[tmp]/out'],
    ['100', '1000', '[100]', '[1000]'],
    ['a-1', 'a-2', 'a-[1]', 'a-[2]'],
    ['', 'x', '', '[x]'],
    ['aa', 'aaa', '[aa]', '[aaa]'],
  ])('%s to %s', (before, after, was, is) => {
    const drawn = changedWords(before, after).map((words) =>
      words.map((word) => (word.changed ? `[${word.text}]` : word.text)).join(''),
    );
    expect(drawn).toEqual([was, is]);
  });

  it('lose no character', () => {
    const near = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-') });
    fc.assert(
      fc.property(near, near, (before, after) => {
        const [was, is] = changedWords(before, after);
        expect(was.map((word) => word.text).join('')).toBe(before);
        expect(is.map((word) => word.text).join('')).toBe(after);
      }),
    );
  });

  it('a list is compared item by item', () => {
    const list = { ...line('t', 'changed', 'a,b', 'a,c,b'), list: true, items: ['a', 'b'], items2: ['a', 'c', 'b'] };
    const rows = diffRows([list], none);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => (row.kind === 'line' ? row.after?.words.map((word) => word.changed) : []))).toEqual([
      [false],
      [true],
      [false],
    ]);
    expect(rows[2]).toMatchObject({ before: null });
  });
});

it('names the three values of a conflict', () => {
  const conflict: ConflictView = {
    key: 'tasks.max',
    base: '1',
    theirs: '2',
    mine: '',
    inBase: true,
    inThem: true,
    inMine: true,
    touched: true,
    choice: '',
    secret: false,
  };
  const said = (change: Partial<ConflictView>) =>
    conflictWords({ ...conflict, ...change })
      .map((part) => part.text)
      .join('');
  expect(said({})).toBe('was 1 when you opened it, is now 2 on the worker, empty text in your draft');
  expect(said({ inMine: false, inThem: false })).toBe(
    'was 1 when you opened it, is gone on the worker, unset in your draft',
  );
  expect(said({ touched: false, inBase: false })).toContain('added on the worker with 2');
  expect(said({ touched: false, inThem: false })).toContain('removed on the worker');
});
