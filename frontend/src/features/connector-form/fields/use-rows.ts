import { useMemo, useState } from 'react';
import { usePanel } from '../../../shell/panels';
import { useUiState } from '../../../shell/ui-state';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import { rowPicker } from './row-picker';
import { type FormRow, hiddenId, type Show, sectionId, showsAll } from './rows';

export interface RowView {
  readonly rows: readonly FormRow[];
  readonly show: Show;
  readonly setShow: (show: Show) => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** The chosen group, or a section of one; empty: all. */
  readonly group: string;
  readonly setGroup: (group: string) => void;
  /** Opens and closes a group, a section, or what the worker hides. */
  readonly toggle: (fold: string) => void;
  readonly opened: (group: string) => boolean;
  /** Makes a key visible, whatever the filters are. False where the form has no such field. */
  readonly uncover: (key: string) => boolean;
}

const none: ReadonlySet<string> = new Set();
const shows: readonly Show[] = ['needed', 'set', 'all'];

/**
 * What of the form is shown, by filter, search and group. A form of many settings opens on what is needed; what was
 * chosen instead comes back with the next form of the class. A field that was shown does not vanish while it is edited.
 */
export function useRows(session: FormSession): RowView {
  const [kept, keepShow] = usePanel(`form.show.${session.view.class}`, session.view.large ? 'needed' : 'all');
  const show = shows.find((each) => each === kept) ?? 'all';
  const [group, keepGroup] = useUiState(`form.${session.draft}.group`, '');
  const [search, keepSearch] = useState('');
  const [unfolded, setUnfolded] = useState(none);
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
    setShow: fresh((next: Show) => {
      setUnfolded(none);
      keepShow(next);
    }),
    search,
    setSearch: fresh(keepSearch),
    group,
    setGroup: fresh((next: string) => {
      keepSearch('');
      keepGroup(next);
    }),
    toggle: (id) => setUnfolded(toggled(unfolded, id)),
    opened: (id) => showsAll({ show, unfolded }, id),
    uncover: (key) => {
      const field = session.fields.get(key);
      if (field === undefined) {
        return false;
      }
      if (!rows.some((row) => row.kind === 'field' && row.field.key === key)) {
        keepSearch('');
        keepGroup(group === '' ? '' : field.group);
        setUnfolded(new Set([...unfolded, ...placesOf(session, field.group, key)]));
      }
      return true;
    },
  };
}

/** Everything that may have to be opened for a key to be seen. */
function placesOf(session: FormSession, id: string, key: string): string[] {
  const group = session.view.groups.find((each) => each.id === id);
  const sections = group?.sections.filter((section) => section.keys.includes(key)) ?? [];
  const of = [id, ...sections.map((section) => sectionId(group ?? { id }, section))];
  return [...of, ...of.map(hiddenId)];
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) {
    next.add(item);
  }
  return next;
}
