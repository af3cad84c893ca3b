import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import type { Side } from './filter';
import styles from './picker.module.css';
import type { Picker } from './use-picker';

/** The search and the side. Arrows and Enter choose while the search has the focus. */
export function PickerTools({ picker }: { picker: Picker }) {
  const { all = [], shown } = picker;
  const many = (type: string) => String(all.filter((plugin) => plugin.type === type).length);
  // Before the search box itself, which would leave at these keys.
  const onKeyDownCapture = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (inSearch && (by !== undefined || event.key === 'Enter')) {
      event.preventDefault();
      event.stopPropagation();
      if (by === undefined) {
        picker.open();
      } else {
        picker.move(by);
      }
    }
  };
  return (
    <div className={styles.tools} onKeyDownCapture={onKeyDownCapture}>
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
