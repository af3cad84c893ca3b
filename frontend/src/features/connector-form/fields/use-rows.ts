import { useMemo, useState } from 'react';
import type { FormProblem } from '../../../bridge/dto';
import { useUiState } from '../../../shell/ui-state';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import { type FormRow, rowsOf, type Show } from './rows';

export interface RowView {
  readonly rows: readonly FormRow[];
  readonly show: Show;
  readonly setShow: (show: Show) => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly group: string;
  readonly setGroup: (group: string) => void;
  readonly toggleFold: (group: string) => void;
  /** Makes a key visible, whatever the filters are. False where the form has no such field. */
  readonly uncover: (key: string) => boolean;
}

const none: ReadonlySet<string> = new Set();

/** What of the form is shown, by filter, search and group. A field that was shown does not vanish while it is edited. */
export function useRows(session: FormSession): RowView {
  const [show, keepShow] = useUiState<Show>(`form.${session.draft}.show`, 'all');
  const [group, keepGroup] = useUiState(`form.${session.draft}.group`, '');
  const [search, keepSearch] = useState('');
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(none);
  const [stays, setStays] = useState<ReadonlySet<string>>(none);
  const groups = useForm(session, (form) => form.view.groups);
  const fields = useForm(session, (form) => form.fields);
  const setKeys = useForm(session, (form) => form.setKeys);
  // As one text, because every answer brings new findings, which are mostly about the same keys.
  const wrongKeys = useForm(session, (form) => keysInError(form.state.problems));

  const rows = useMemo(() => {
    const wrong = new Set(wrongKeys.split('\n'));
    return rowsOf({ groups, fields, show, search, group, set: setKeys, wrong, stays, unfolded });
  }, [groups, fields, show, search, group, setKeys, stays, unfolded, wrongKeys]);

  // Whoever empties a field under "Set" still sees it, until the filter is chosen again.
  const shown = rows.flatMap((row) => (row.kind === 'field' && !stays.has(row.field.key) ? [row.field.key] : []));
  if (show !== 'all' && shown.length > 0) {
    setStays(new Set([...stays, ...shown]));
  }
  const fresh = <T>(keep: (value: T) => void) => {
    return (value: T) => {
      setStays(none);
      keep(value);
    };
  };
  return {
    rows,
    show,
    setShow: fresh(keepShow),
    search,
    setSearch: fresh(keepSearch),
    group,
    setGroup: fresh((next: string) => {
      keepSearch('');
      keepGroup(next);
    }),
    toggleFold: (id) => setUnfolded(toggled(unfolded, id)),
    uncover: (key) => {
      const field = session.fields.get(key);
      if (field === undefined) {
        return false;
      }
      if (!rows.some((row) => row.kind === 'field' && row.field.key === key)) {
        keepSearch('');
        keepShow('all');
        keepGroup(group === '' ? '' : field.group);
        if (field.hidden) {
          setUnfolded(new Set([...unfolded, field.group]));
        }
      }
      return true;
    },
  };
}

function keysInError(problems: readonly FormProblem[]): string {
  return problems.flatMap((each) => (each.severity === 'error' ? [each.key] : [])).join('\n');
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) {
    next.add(item);
  }
  return next;
}
