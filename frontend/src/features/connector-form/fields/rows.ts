import type { FieldView, FormGroup } from '../../../bridge/dto';

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
  const rows: FormRow[] = [];
  for (const group of query.groups) {
    if (terms.length === 0 && query.group !== '' && query.group !== group.id) {
      continue;
    }
    const fields = group.keys.flatMap((key) => query.fields.get(key) ?? []);
    const fits = fields.filter((field) => shown(field, query) && matches(field, terms));
    const seen = terms.length > 0 ? fits : fits.filter((field) => !field.hidden);
    const folded = terms.length > 0 ? [] : fits.filter((field) => field.hidden);
    const adds = group.other && query.show === 'all' && terms.length === 0;
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

export function termsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Every term is in the key, the title or the words of the documentation. */
export function matches(field: FieldView, terms: readonly string[]): boolean {
  if (terms.length === 0) {
    return true;
  }
  const text = wordsOf(field);
  return terms.every((term) => text.includes(term));
}

const words = new WeakMap<FieldView, string>();

function wordsOf(field: FieldView): string {
  const known = words.get(field);
  if (known !== undefined) {
    return known;
  }
  const text = `${field.key}\n${field.title}\n${field.docs.replace(/<[^>]*>/g, ' ')}`.toLowerCase();
  words.set(field, text);
  return text;
}
