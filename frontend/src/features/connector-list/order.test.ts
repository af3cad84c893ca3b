import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nested, sorted, steady, usualSort } from './order';
import { row } from './row.fixture';

describe('the order of the list', () => {
  test('worst place first, then by name; a restart keeps the place it had', () => {
    const rows = [
      row({ name: 'a' }),
      row({ name: 'b', verdict: 'restarting', place: 'failed' }),
      row({ name: 'c', verdict: 'degraded' }),
      row({ name: 'd', verdict: 'failed' }),
      row({ name: 'e', verdict: 'stopped' }),
    ];
    expect(sorted(rows, usualSort).map((r) => r.name)).toEqual(['b', 'd', 'c', 'e', 'a']);
  });

  test('a column with equal values falls back to worst first', () => {
    const rows = [row({ name: 'a' }), row({ name: 'b', verdict: 'failed' }), row({ name: 'c', worker: 'connect-0' })];
    expect(sorted(rows, { column: 'worker', descending: false }).map((r) => r.name)).toEqual(['c', 'b', 'a']);
    expect(sorted(rows, { column: 'worker', descending: true }).map((r) => r.name)).toEqual(['b', 'a', 'c']);
  });

  const names = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f'));

  test('held: rows that stay keep their order, and none is lost or duplicated', () => {
    fc.assert(
      fc.property(names, names, (shown, right) => {
        const { order, moved } = steady(shown, right);
        expect([...order].sort()).toEqual([...right].sort());
        const stay = shown.filter((name) => right.includes(name));
        expect(order.filter((name) => stay.includes(name))).toEqual(stay);
        expect(moved).toBe(order.join() !== right.join());
      }),
    );
  });

  test('held: the same list is returned while no row comes or goes, so that nothing is drawn again', () => {
    const shown = ['b', 'a'];
    expect(steady(shown, ['a', 'b']).order).toBe(shown);
  });
});

describe('rows below their parent', () => {
  const names = (...rows: ReturnType<typeof row>[]) => nested(rows).map(({ name }) => name);

  test('follow it, whatever their own verdict', () => {
    expect(
      names(
        row({ name: 'mysql:a', verdict: 'failed' }),
        row({ name: 'http:b', verdict: 'degraded' }),
        row({ name: 'action/http:y', verdict: 'waiting', parent: 'http:b' }),
        row({ name: 'action/mysql:x', verdict: 'waiting', parent: 'mysql:a' }),
      ),
    ).toEqual(['mysql:a', 'action/mysql:x', 'http:b', 'action/http:y']);
  });

  test('stand alone while it is filtered out', () => {
    expect(names(row({ name: 'action/mysql:x', parent: 'mysql:a' }), row({ name: 'http:b' }))).toEqual([
      'action/mysql:x',
      'http:b',
    ]);
  });
});
