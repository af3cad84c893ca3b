import type { Row, RowPage } from '../../bridge/dto';
import { byName } from '../../lib/worst-first';

/** The rows of one cluster at one moment. A new object with every change; `names` stays the same while no name came or went. */
export interface Rows {
  readonly byName: ReadonlyMap<string, Row>;
  /** Sorted by name, so that any other order is one stable sort. */
  readonly names: readonly string[];
  /** Whether any page has arrived. */
  readonly known: boolean;
}

export const noRows: Rows = { byName: new Map(), names: [], known: false };

/** The rows after a page of changes. */
export function applied(rows: Rows, page: Pick<RowPage, 'full' | 'rows' | 'removed'>): Rows {
  const old = page.full ? noRows.byName : rows.byName;
  const next = new Map(old);
  let sameNames = !page.full;
  for (const name of page.removed) {
    sameNames = !next.delete(name) && sameNames;
  }
  for (const row of page.rows) {
    sameNames = next.has(row.name) && sameNames;
    next.set(row.name, row);
  }
  if (sameNames && page.rows.length === 0 && rows.known) {
    return rows;
  }
  return { byName: next, names: sameNames ? rows.names : namesOf(old, next, rows.names), known: true };
}

/** Unchanged rows are already in order, which makes sorting five thousand rows cheap. */
function namesOf(old: ReadonlyMap<string, Row>, next: ReadonlyMap<string, Row>, names: readonly string[]): string[] {
  const stay = names.filter((name) => old.has(name) && next.has(name));
  const come = [...next.keys()].filter((name) => !old.has(name));
  return [...stay, ...come].sort(byName);
}

/** All rows in the order of names. */
export function rowList(rows: Rows): Row[] {
  return rows.names.flatMap((name) => rows.byName.get(name) ?? []);
}
