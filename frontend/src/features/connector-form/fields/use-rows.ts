import { useMemo, useState } from 'react';
import { useUiState } from '../../../shell/ui-state';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import { rowPicker } from './row-picker';
import type { FormRow, Show } from './rows';

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
  const [stays, setStays] = useState(() => new Set<string>());
  const pick = useMemo(
    () => rowPicker({ show, search, group, unfolded }, stays),
    [show, search, group, unfolded, stays],
  );
  const rows = useForm(session, pick);

  const fresh = <T>(keep: (value: T) => void) => {
    return (value: T) => {
      setStays(new Set());
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

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) {
    next.add(item);
  }
  return next;
}
