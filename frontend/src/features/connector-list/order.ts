import type { Row } from '../../bridge/dto';
import { shortClass } from '../../lib/class-names';
import { severity } from '../../lib/worst-first';
import type { Sort } from '../../ui/table/columns';

/** Worst first. */
export const usualSort: Sort = { column: 'verdict', descending: false };

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const worst = (a: Row, b: Row) => severity(a.place) - severity(b.place);

// Numbers sort descending at first, so that one click shows the largest.
const orders: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  verdict: worst,
  name: () => 0,
  type: (a, b) => text(a.type, b.type),
  plugin: (a, b) => text(shortClass(a.class).toLowerCase(), shortClass(b.class).toLowerCase()),
  tasks: (a, b) => a.running - b.running || a.total - b.total,
  topics: (a, b) => a.topicCount - b.topicCount,
  worker: (a, b) => text(a.worker, b.worker),
  uses: (a, b) => a.uses - b.uses,
  since: (a, b) => b.since - a.since,
};

/** The rows, given in the order of names, sorted; equal ones worst first, then by name. */
export function sorted(rows: readonly Row[], sort: Sort): Row[] {
  const compare = orders[sort.column] ?? worst;
  const sign = sort.descending ? -1 : 1;
  const inOrder = sort.column === 'name' && sort.descending ? rows.toReversed() : [...rows];
  return sort.column === 'name' ? inOrder : inOrder.sort((a, b) => sign * compare(a, b) || worst(a, b));
}

/** Sorted rows with each one that has a parent below it, if the parent is among them. */
export function nested(rows: readonly Row[]): readonly Row[] {
  const below = new Map<string, Row[]>();
  const names = new Set(rows.map((row) => row.name));
  const isBelow = (row: Row) => row.parent !== '' && names.has(row.parent);
  for (const row of rows) {
    if (isBelow(row)) {
      below.set(row.parent, [...(below.get(row.parent) ?? []), row]);
    }
  }
  return below.size === 0
    ? rows
    : rows.filter((row) => !isBelow(row)).flatMap((row) => [row, ...(below.get(row.name) ?? [])]);
}

/**
 * The order while the person is using the list: present rows keep their places, deleted rows leave, new rows come last.
 * `moved` means that the sorted order would differ.
 */
export function steady(
  shown: readonly string[],
  right: readonly string[],
): { order: readonly string[]; moved: boolean } {
  const wanted = new Set(right);
  const kept = shown.filter((name) => wanted.has(name));
  const there = new Set(kept);
  const order = [...kept, ...right.filter((name) => !there.has(name))];
  if (same(order, right)) {
    return { order: right, moved: false };
  }
  // The same list if no row came or went, so that nothing is drawn again.
  return { order: same(order, shown) ? shown : order, moved: true };
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
