import { Button } from '../../../ui/button';
import { Toolbar } from '../../../ui/page';
import { SearchBox } from '../../../ui/search-box';
import { Segmented } from '../../../ui/segmented';
import fields from '../fields/fields.module.css';
import type { Show } from '../fields/rows';
import type { RowView } from '../fields/use-rows';
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
          placeholder={narrow ? 'Find a setting' : 'Find a setting by key, title or description'}
          found={`${String(found.length)} found`}
          onDown={() => {
            if (found[0] !== undefined) {
              onJump(found[0]);
            }
          }}
        />
        <Segmented<Show>
          label="Which settings"
          value={rows.show}
          onChange={rows.setShow}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'set', label: 'Set' },
            { value: 'important', label: 'Important' },
          ]}
        />
      </Toolbar>
    </div>
  );
}

export function NothingFound({ rows }: { rows: RowView }) {
  return (
    <div className={fields.nothing}>
      <p>
        {rows.search === ''
          ? 'No setting of this group is shown under this filter.'
          : `No setting matches “${rows.search}”.`}
      </p>
      {rows.show !== 'all' && (
        <Button variant="link" onClick={() => rows.setShow('all')}>
          Search all settings
        </Button>
      )}
    </div>
  );
}
