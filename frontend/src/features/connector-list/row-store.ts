import type { Row, RowPage } from '../../bridge/dto';
import { byName } from '../../lib/worst-first';

/** The rows of one cluster at one moment. A new object with every change; `names` stays the same while no name came or went. */
export interface Rows {
  readonly byName: ReadonlyMap<string, Row>;
  /** In the order of names, so that every other order is one stable sort away. */
  readonly names: readonly string[];
  /** Whether any page has arrived. */
  readonly known: boolean;
}

export const noRows: Rows = { byName: new Map(), names: [], known: false };

/** What a page of changes makes of the rows. */
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

/** Those that stay are in order already, which is what makes sorting five thousand of them again cheap. */
function namesOf(old: ReadonlyMap<string, Row>, next: ReadonlyMap<string, Row>, names: readonly string[]): string[] {
  const stay = names.filter((name) => old.has(name) && next.has(name));
  const come = [...next.keys()].filter((name) => !old.has(name));
  return [...stay, ...come].sort(byName);
}

/** All rows in the order of names. */
export function rowList(rows: Rows): Row[] {
  return rows.names.flatMap((name) => rows.byName.get(name) ?? []);
}
