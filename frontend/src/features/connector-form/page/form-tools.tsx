import { Button } from '../../../ui/button';
import { Toolbar } from '../../../ui/page';
import { SearchBox } from '../../../ui/search-box';
import { Segmented } from '../../../ui/segmented';
import fields from '../fields/fields.module.css';
import type { Show } from '../fields/rows';
import type { RowView } from '../fields/use-rows';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './form.module.css';
import { GroupMenu, type GroupsProps } from './groups';

/** Above the fields: groups where there is no column for them, the search, and which settings are shown. */
export function FormTools({
  rows,
  narrow,
  groups,
  onJump,
}: {
  rows: RowView;
  narrow: boolean;
  groups: GroupsProps;
  onJump: (key: string) => void;
}) {
  const found = rows.rows.flatMap((row) => (row.kind === 'field' ? [row.field.key] : []));
  return (
    <div className={styles.tools}>
      <Toolbar>
        {narrow && <GroupMenu {...groups} />}
        <SearchBox
          label="Find a setting"
          value={rows.search}
          onChange={rows.setSearch}
          placeholder={narrow ? 'Find a setting' : 'Find by key, title or description'}
          found={`${String(found.length)} found`}
          onDown={() => {
            if (found[0] !== undefined) {
              onJump(found[0]);
            }
          }}
        />
        <ShowChoice session={groups.session} rows={rows} narrow={narrow} />
      </Toolbar>
    </div>
  );
}

function ShowChoice({ session, rows, narrow }: { session: FormSession; rows: RowView; narrow: boolean }) {
  const needed = useForm(session, (form) => form.state.shown);
  const set = useForm(session, (form) => form.state.set);
  const all = useForm(session, (form) => form.fields.size);
  const count = (number: number) => (narrow ? '' : ` ${String(number)}`);
  return (
    <Segmented<Show>
      label="Which settings"
      value={rows.show}
      onChange={rows.setShow}
      segments={[
        { value: 'needed', label: narrow ? 'Needed' : `Needed and important${count(needed)}` },
        { value: 'set', label: `Set${count(set)}` },
        { value: 'all', label: `All${count(all)}` },
      ]}
    />
  );
}

/** A search that finds nothing may be the key of a setting that no definition names. */
export function NothingFound({
  session,
  rows,
  onJump,
}: {
  session: FormSession;
  rows: RowView;
  onJump: (key: string) => void;
}) {
  const key = rows.search.trim();
  if (key === '') {
    return <p className={fields.nothing}>No settings of this group match the filter.</p>;
  }
  return (
    <div className={fields.nothing}>
      <p>No settings match “{key}”.</p>
      {!/\s/.test(key) && (
        <Button
          variant="link"
          onClick={() => {
            rows.setSearch('');
            session.set(key, '');
            onJump(key);
          }}
        >
          Add “{key}” as another setting
        </Button>
      )}
    </div>
  );
}
