import type { FieldView, FormGroup } from '../../../bridge/dto';
import { found, termsOf } from './search';

export type Show = 'all' | 'set' | 'important';

export type FormRow =
  | { readonly kind: 'heading'; readonly id: string; readonly group: FormGroup }
  | { readonly kind: 'field'; readonly id: string; readonly field: FieldView }
  | {
      readonly kind: 'fold';
      readonly id: string;
      readonly group: string;
      readonly hidden: number;
      readonly set: number;
      readonly open: boolean;
    }
  | { readonly kind: 'add'; readonly id: string };

export interface RowQuery {
  readonly groups: readonly FormGroup[];
  readonly fields: ReadonlyMap<string, FieldView>;
  readonly show: Show;
  readonly search: string;
  /** The chosen group; empty: all. A search looks everywhere. */
  readonly group: string;
  readonly set: ReadonlySet<string>;
  /** Keys with an error are shown whatever the filter says, so that nothing red is out of sight. */
  readonly wrong: ReadonlySet<string>;
  /** Keys that stay although the filter would take them away by now. */
  readonly stays: ReadonlySet<string>;
  /** Groups whose hidden settings are shown. */
  readonly unfolded: ReadonlySet<string>;
}

/** What the middle of the form shows, in order: headings, fields, folds of hidden ones, and the row that adds a key. */
export function rowsOf(query: RowQuery): FormRow[] {
  const terms = termsOf(query.search);
  if (terms.length > 0) {
    return foundRows(query, terms);
  }
  const rows: FormRow[] = [];
  for (const group of query.groups) {
    if (query.group !== '' && query.group !== group.id) {
      continue;
    }
    const fields = group.keys.flatMap((key) => query.fields.get(key) ?? []);
    const fits = fields.filter((field) => shown(field, query));
    const seen = fits.filter((field) => !field.hidden);
    const folded = fits.filter((field) => field.hidden);
    const adds = group.other && query.show === 'all';
    if (seen.length + folded.length === 0 && !adds) {
      continue;
    }
    rows.push({ kind: 'heading', id: `heading ${group.id}`, group });
    rows.push(...seen.map(fieldRow));
    if (folded.length > 0) {
      const open = query.unfolded.has(group.id);
      const set = folded.filter((field) => query.set.has(field.key)).length;
      rows.push({ kind: 'fold', id: `fold ${group.id}`, group: group.id, hidden: folded.length, set, open });
      rows.push(...(open ? folded.map(fieldRow) : []));
    }
    if (adds) {
      rows.push({ kind: 'add', id: 'add' });
    }
  }
  return rows;
}

/** What a search finds, the best first, under the heading of its group wherever that changes. */
function foundRows(query: RowQuery, terms: readonly string[]): FormRow[] {
  const groups = new Map(query.groups.map((group) => [group.id, group]));
  const all = query.groups.flatMap((group) => group.keys.flatMap((key) => query.fields.get(key) ?? []));
  const rows: FormRow[] = [];
  let last = '';
  for (const field of found(
    all.filter((each) => shown(each, query)),
    terms,
  )) {
    const group = groups.get(field.group);
    if (group !== undefined && group.id !== last) {
      rows.push({ kind: 'heading', id: `heading ${group.id} ${field.key}`, group });
      last = group.id;
    }
    rows.push(fieldRow(field));
  }
  return rows;
}

function fieldRow(field: FieldView): FormRow {
  return { kind: 'field', id: `field ${field.key}`, field };
}

function shown(field: FieldView, query: RowQuery): boolean {
  if (query.show === 'all' || query.stays.has(field.key) || query.wrong.has(field.key)) {
    return true;
  }
  const set = query.set.has(field.key);
  return query.show === 'set' ? set : set || field.needed;
}
