import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Checkbox } from '../checks';
import { type Column, nextSort, type Sort } from './columns';
import styles from './virtual-table.module.css';

/** 28 px, stays in sight. */
export function TableHead<Row>({
  columns,
  rows,
  rowKey,
  selection,
  onSelection,
  sort,
  onSort,
}: {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selection?: ReadonlySet<string>;
  onSelection?: (selection: ReadonlySet<string>) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}) {
  const chosen = rows.filter((row) => selection?.has(rowKey(row)) === true).length;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {onSelection !== undefined && (
          <div role="columnheader" className={styles.box}>
            <Checkbox
              label={chosen === rows.length && chosen > 0 ? 'Clear the selection' : 'Select all shown'}
              checked={chosen === rows.length && chosen > 0}
              some={chosen > 0}
              onChange={(on) => onSelection(new Set(on ? rows.map(rowKey) : []))}
            />
          </div>
        )}
        {columns.map((column) => {
          const sorted = sort?.column === column.id;
          const Arrow = sort?.descending === true ? IconArrowUp : IconArrowDown;
          return (
            <div
              key={column.id}
              role="columnheader"
              className={styles.headCell}
              data-align={column.align}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sortable === true && onSort !== undefined ? (
                <button
                  type="button"
                  className={styles.sort}
                  data-sorted={sorted || undefined}
                  onClick={() => onSort(nextSort(sort, column.id))}
                >
                  {column.header}
                  {sorted && <Arrow size={12} stroke={2} aria-hidden />}
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
