import type { FieldView, FormFamily, FormGroup, FormSection, FormTemplate } from '../../../bridge/dto';
import { found, termsOf } from './search';

export type Show = 'all' | 'set' | 'needed';

export type FormRow =
  | { readonly kind: 'heading'; readonly id: string; readonly group: FormGroup }
  | { readonly kind: 'field'; readonly id: string; readonly field: FieldView }
  /** The head of a part of a large group; `fold` is what opens and closes it, empty where it is always open. */
  | {
      readonly kind: 'section';
      readonly id: string;
      readonly title: string;
      readonly count: number;
      readonly fold: string;
      readonly open: boolean;
    }
  /** The parts of a group of which only some settings are shown, to open one by one. */
  | { readonly kind: 'sections'; readonly id: string; readonly group: FormGroup }
  | {
      readonly kind: 'fold';
      readonly id: string;
      readonly fold: string;
      readonly hidden: number;
      readonly why: 'worker' | 'values' | 'both';
      readonly set: number;
      readonly open: boolean;
    }
  | { readonly kind: 'family'; readonly id: string; readonly family: FormFamily }
  | { readonly kind: 'template'; readonly id: string; readonly template: FormTemplate }
  | { readonly kind: 'add'; readonly id: string };

export interface RowQuery {
  readonly groups: readonly FormGroup[];
  readonly fields: ReadonlyMap<string, FieldView>;
  readonly show: Show;
  readonly search: string;
  /** The chosen group, or a section of one by sectionId; empty: all. A search looks everywhere, whatever is shown. */
  readonly group: string;
  readonly set: ReadonlySet<string>;
  /** Keys with an error are shown whatever the filter says, so that nothing red is out of sight. */
  readonly wrong: ReadonlySet<string>;
  /** Keys that do not apply to the values of others. */
  readonly off: ReadonlySet<string>;
  /** Keys that stay although the filter would take them away by now. */
  readonly stays: ReadonlySet<string>;
  /** What was opened: all of a group by its id, a section by sectionId, what the worker hides by hiddenId. */
  readonly unfolded: ReadonlySet<string>;
}

export const sectionId = (group: Pick<FormGroup, 'id'>, section: Pick<FormSection, 'title'>) =>
  `${group.id}\n${section.title}`;
/** What the worker hides of a group or of a section. */
export const hiddenId = (of: string) => `${of}\n\nhidden`;
/** The sections that have a title; a group of few settings has one without. */
export const titledSections = (group: FormGroup) => group.sections.filter((section) => section.title !== '');
/** Whether a group is so large that it is divided, and not only has something folded away. */
export const isDivided = (group: FormGroup) => titledSections(group).some((section) => !section.folded);

/** What the middle of the form shows, in order. */
export function rowsOf(query: RowQuery): FormRow[] {
  const terms = termsOf(query.search);
  if (terms.length > 0) {
    return foundRows(query, terms);
  }
  return query.groups
    .filter(({ id }) => query.group === '' || query.group === id || query.group.startsWith(`${id}\n`))
    .flatMap((group) => groupRows(query, group));
}

/** What a search finds, the best first, under the heading of its group wherever that changes. */
function foundRows(query: RowQuery, terms: readonly string[]): FormRow[] {
  const groups = new Map(query.groups.map((group) => [group.id, group]));
  const all = query.groups.flatMap((group) => fieldsOf(query, group.keys));
  const rows: FormRow[] = [];
  let last = '';
  for (const field of found(all, terms)) {
    const group = groups.get(field.group);
    if (group !== undefined && group.id !== last) {
      rows.push({ kind: 'heading', id: `heading ${group.id} ${field.key}`, group });
      last = group.id;
    }
    rows.push(fieldRow(field));
  }
  return rows;
}

/** Whether all settings of a group are shown, and not only those that the filter picks. */
export function showsAll({ show, unfolded }: Pick<RowQuery, 'show' | 'unfolded'>, group: string): boolean {
  return show === 'all' || unfolded.has(group);
}

function groupRows(query: RowQuery, group: FormGroup): FormRow[] {
  const all = showsAll(query, group.id);
  const heading: FormRow = { kind: 'heading', id: `heading ${group.id}`, group };
  const only = group.sections.find((section) => sectionId(group, section) === query.group);
  if (only !== undefined) {
    return [heading, ...sectionRows(query, group, only, true, true)];
  }
  const divided = group.sections.length > 0;
  const rows = divided ? dividedRows(query, group, all) : plainRows(query, group.id, fieldsOf(query, group.keys), all);
  if (all) {
    rows.push(
      ...group.templates.map((template) => ({ kind: 'template' as const, id: `template ${template.name}`, template })),
      ...group.families.map((family) => ({ kind: 'family' as const, id: `family ${family.prefix}`, family })),
      ...(group.other ? [{ kind: 'add' as const, id: 'add' }] : []),
    );
  }
  const empty = rows.length === 0 && (query.show === 'set' || group.keys.length === 0);
  return empty ? [] : [heading, ...rows];
}

/** The settings that the filter picks, and behind a fold what the worker hides or does not apply. */
function plainRows(query: RowQuery, of: string, fields: readonly FieldView[], all: boolean): FormRow[] {
  const fits = fields.filter((field) => all || picked(field, query));
  const isFolded = (field: FieldView) => field.hidden || (query.off.has(field.key) && !query.wrong.has(field.key));
  const folded = fits.filter(isFolded);
  const rows = fits.filter((field) => !isFolded(field)).map(fieldRow);
  if (folded.length > 0) {
    const open = query.unfolded.has(hiddenId(of));
    const set = folded.filter((field) => query.set.has(field.key)).length;
    rows.push({
      kind: 'fold',
      id: `fold ${of}`,
      fold: hiddenId(of),
      hidden: folded.length,
      why: whyFolded(folded),
      set,
      open,
    });
    rows.push(...(open ? folded.map(fieldRow) : []));
  }
  return rows;
}

function whyFolded(folded: readonly FieldView[]): 'worker' | 'values' | 'both' {
  const byWorker = folded.filter((field) => field.hidden).length;
  return byWorker === folded.length ? 'worker' : byWorker === 0 ? 'values' : 'both';
}

/** A group in sections: all of them under their titles, or what the filter picks and the sections to open. */
function dividedRows(query: RowQuery, group: FormGroup, all: boolean): FormRow[] {
  const opened = (section: FormSection) => query.unfolded.has(sectionId(group, section)) || (all && !section.folded);
  const closed = group.sections.filter((section) => !opened(section));
  const rest = closed.flatMap((section) => fieldsOf(query, section.keys)).filter((field) => picked(field, query));
  const order = new Map(group.keys.map((key, at) => [key, at]));
  const inOrder = rest.toSorted((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  return [
    ...plainRows(query, group.id, inOrder, false),
    ...(!all && query.show === 'needed' && isDivided(group)
      ? [{ kind: 'sections' as const, id: `sections ${group.id}`, group }]
      : []),
    ...group.sections.flatMap((section) => sectionRows(query, group, section, all, opened(section))),
  ];
}

function sectionRows(query: RowQuery, group: FormGroup, section: FormSection, all: boolean, open: boolean): FormRow[] {
  const head: FormRow = {
    kind: 'section',
    id: `section ${sectionId(group, section)}`,
    title: section.title,
    count: section.keys.length,
    fold: all && !section.folded ? '' : sectionId(group, section),
    open,
  };
  const rows = open ? plainRows(query, sectionId(group, section), fieldsOf(query, section.keys), true) : [];
  return section.title !== '' && (open || all) ? [head, ...rows] : rows;
}

function fieldsOf({ fields }: RowQuery, keys: readonly string[]): FieldView[] {
  return keys.flatMap((key) => fields.get(key) ?? []);
}

function fieldRow(field: FieldView): FormRow {
  return { kind: 'field', id: `field ${field.key}`, field };
}

/** Whether a setting matches the filter, and is not shown only because its group or section was opened. */
export function picked(field: FieldView, query: RowQuery): boolean {
  const set = query.set.has(field.key);
  if (set || query.stays.has(field.key) || query.wrong.has(field.key)) {
    return true;
  }
  return query.show === 'needed' ? field.needed : query.show === 'all' && field.folded === '';
}
