import type { FieldView, FormProblem } from '../../../bridge/dto';
import type { FormSession } from '../session/form-session';
import { notApplying } from './applying';
import { type FormRow, picked, type RowQuery, rowsOf } from './rows';

export type RowFilter = Pick<RowQuery, 'show' | 'search' | 'group' | 'unfolded'>;

/**
 * Picks the rows of a form for one filter: the same list while the same rows are shown, whatever else an answer
 * changed. Keys that were shown once under this filter stay, so that a field that is emptied under "Set" stays in sight.
 */
export function rowPicker(filter: RowFilter, stays: Set<string>): (session: FormSession) => readonly FormRow[] {
  let rows: readonly FormRow[] = [];
  let known: FormSession['fields'] | null = null;
  let conditional: readonly FieldView[] = [];
  let from: readonly unknown[] = [];
  return (session) => {
    if (known !== session.fields) {
      known = session.fields;
      conditional = [...known.values()].filter((field) => field.onlyKey !== '');
    }
    const off = notApplying(conditional, session.fields, (key) => session.value(key));
    const inputs = [session.view.groups, session.fields, session.setKeys, session.state.problems, off];
    if (inputs.every((input, at) => input === from[at])) {
      return rows;
    }
    from = inputs;
    const query = {
      ...filter,
      groups: session.view.groups,
      fields: session.fields,
      set: session.setKeys,
      wrong: keysInError(session.state.problems),
      off: new Set(off.split('\n')),
      stays,
    };
    const next = rowsOf(query);
    for (const row of filter.show === 'all' ? [] : next) {
      // What is in sight only because its group was opened goes with it.
      if (row.kind === 'field' && picked(row.field, query)) {
        stays.add(row.field.key);
      }
    }
    if (!sameRows(rows, next)) {
      rows = next;
    }
    return rows;
  };
}

function keysInError(problems: readonly FormProblem[]): ReadonlySet<string> {
  return new Set(problems.flatMap((each) => (each.severity === 'error' ? [each.key] : [])));
}

function sameRows(before: readonly FormRow[], now: readonly FormRow[]): boolean {
  return before.length === now.length && now.every((row, at) => sameRow(before[at], row));
}

function sameRow(before: FormRow | undefined, now: FormRow): boolean {
  if (before?.id !== now.id) {
    return false;
  }
  const old = Object.values(before);
  return Object.values(now).every((part, at) => part === old[at]);
}
