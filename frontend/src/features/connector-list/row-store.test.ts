import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowPage } from '../../bridge/dto';
import { byName } from '../../lib/worst-first';
import { row } from './row.fixture';
import { applied, noRows, type Rows, rowList } from './row-store';

const page = (rows: RowPage['rows'], more: Partial<RowPage> = {}) => ({ full: false, rows, removed: [], ...more });

describe('rows of a cluster', () => {
  test('any series of changes ends where one full page would', () => {
    const name = fc.constantFrom('a', 'b', 'task-2', 'task-10', 'B', 'z%2F');
    const change = fc.oneof(
      fc.record({ put: name, running: fc.nat(9) }),
      fc.record({ remove: name }),
      fc.record({ forget: fc.array(name) }),
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let rows: Rows = noRows;
        let model = new Map<string, number>();
        for (const one of changes) {
          if ('put' in one) {
            model.set(one.put, one.running);
            rows = applied(rows, page([row({ name: one.put, running: one.running })]));
          } else if ('remove' in one) {
            model.delete(one.remove);
            rows = applied(rows, page([], { removed: [one.remove] }));
          } else {
            model = new Map(one.forget.map((n) => [n, 0]));
            rows = applied(
              rows,
              page(
                [...model.keys()].map((n) => row({ name: n, running: 0 })),
                { full: true },
              ),
            );
          }
        }
        const full = applied(
          noRows,
          page(
            [...model].map(([n, running]) => row({ name: n, running })),
            { full: true },
          ),
        );
        expect(rowList(rows)).toEqual(rowList(full));
        expect(rows.names).toEqual([...model.keys()].sort(byName));
      }),
    );
  });

  test('a change of values keeps the list of names, so that nothing is sorted again', () => {
    const before = applied(noRows, page([row({ name: 'a' }), row({ name: 'b' })], { full: true }));
    const after = applied(before, page([row({ name: 'b', running: 3 })]));
    expect(after.names).toBe(before.names);
    expect(after).not.toBe(before);
  });

  test('an empty page changes nothing, and the first one tells that there are no connectors', () => {
    const none = applied(noRows, page([], { full: true }));
    expect(none.known).toBe(true);
    expect(applied(none, page([]))).toBe(none);
  });
});
