import type { FieldValue, FieldView, FormView } from '../../bridge/dto';
import { splitList } from '../../lib/lists';

/** One setting as the read view shows it. */
export interface ConfigRow {
  readonly field: FieldView;
  readonly value: FieldValue;
}

export interface ConfigGroup {
  readonly id: string;
  readonly title: string;
  /** How many of its settings are set, filtered or not. */
  readonly set: number;
  readonly rows: readonly ConfigRow[];
}

export interface ConfigRows {
  readonly groups: readonly ConfigGroup[];
  readonly set: number;
  readonly all: number;
}

/** The settings in the worker's groups and order: those that are set, or all; those that match what is searched. */
export function configRows(view: FormView, withDefaults: boolean, query: string): ConfigRows {
  const fields = new Map(view.fields.map((field) => [field.key, field]));
  const values = new Map(view.values.map((value) => [value.key, value]));
  const wanted = query.trim().toLowerCase();
  const groups = view.groups.map((group) => {
    const rows = group.keys.flatMap((key): ConfigRow[] => {
      const field = fields.get(key);
      return field === undefined ? [] : [{ field, value: values.get(key) ?? unset(key) }];
    });
    return {
      id: group.id,
      title: group.title,
      set: rows.filter((row) => row.value.set).length,
      rows: rows.filter((row) => (withDefaults || row.value.set) && matches(row, wanted)),
    };
  });
  return {
    groups: groups.filter((group) => group.rows.length > 0),
    set: view.values.filter((value) => value.set).length,
    all: view.fields.length,
  };
}

function unset(key: string): FieldValue {
  return {
    key,
    set: false,
    text: '',
    hidden: false,
    placeholder: false,
    changed: false,
    missingSecret: false,
    unshown: false,
  };
}

/** Key, title, and what is shown of the value; what is hidden is not searched. */
function matches({ field, value }: ConfigRow, wanted: string): boolean {
  return (
    wanted === '' ||
    [field.key, field.title, value.hidden ? '' : value.text].some((text) => text.toLowerCase().includes(wanted))
  );
}

/** The fact at the right of a row; empty where there is none. */
export function defaultFact({ field, value }: ConfigRow): string {
  if (value.hidden) {
    return 'secret';
  }
  if (!field.hasDefault) {
    return value.set || field.unknown ? '' : field.required ? 'required' : 'no default';
  }
  if (value.set && value.text === field.default) {
    return 'same as default';
  }
  if (field.default === '') {
    return value.set ? '' : 'default is empty';
  }
  return `default ${field.default}`;
}

/** The values of a list as items; a single item stays plain text. */
export function listItems({ field, value }: ConfigRow): readonly string[] | null {
  if ((field.kind !== 'list' && field.type !== 'LIST') || value.placeholder) {
    return null;
  }
  const items = splitList(value.text);
  return items.length > 1 ? items : null;
}

export interface Piece {
  readonly text: string;
  readonly placeholder: boolean;
}

/** Whether a row hides a secret that the cluster would show. */
export function revealable({ value }: ConfigRow): boolean {
  return value.hidden && !value.unshown;
}

/** A value split at its placeholders; joined, the parts are the value. */
export function placeholderPieces(text: string): Piece[] {
  return text
    .split(/(\$\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, placeholder: /^\$\{[^{}]+\}$/.test(part) }));
}

/** The text of "Copy line": a line of a properties file, with a secret only if it is shown. */
export function copyLine({ field, value }: ConfigRow, revealed: string | undefined): string {
  const text = revealed ?? (value.hidden ? `<secret: ${field.key}>` : value.set ? value.text : field.default);
  return `${field.key}=${text}`;
}
