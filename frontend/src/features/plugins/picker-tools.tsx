import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import type { Side } from './filter';
import styles from './picker.module.css';
import type { Picker } from './use-picker';

/** The search and the side. Arrows and Enter choose while the search has the focus (shell/command-table). */
export function PickerTools({ picker }: { picker: Picker }) {
  const { all = [], shown } = picker;
  const many = (type: string) => String(all.filter((plugin) => plugin.type === type).length);
  return (
    <div className={styles.tools}>
      <Toolbar>
        <SearchBox
          autoFocus
          label="Search plugins"
          value={picker.search}
          onChange={picker.setSearch}
          placeholder="Search by class or package"
          found={`${String(shown.length)} of ${String(all.length)}`}
        />
        <Segmented<Side>
          label="Sources or sinks"
          value={picker.side}
          onChange={picker.setSide}
          segments={[
            { value: 'source', label: `Sources ${many('source')}` },
            { value: 'sink', label: `Sinks ${many('sink')}` },
            { value: 'both', label: 'Both' },
          ]}
        />
      </Toolbar>
    </div>
  );
}
