import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { memo } from 'react';
import { Checkbox } from '../checks';
import { type Column, nextSort, type Sort } from './columns';
import styles from './virtual-table.module.css';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** undefined: rows cannot be selected. */
  selection: ReadonlySet<string> | undefined;
  onAll: (on: boolean) => void;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

/** 28 px, sticky. Memoised, because it iterates over all rows, which must not happen at every scroll. */
export const TableHead = memo(PlainHead) as typeof PlainHead;

function PlainHead<Row>({ columns, rows, rowKey, selection, onAll, sort, onSort }: TableHeadProps<Row>) {
  const chosen =
    selection === undefined || selection.size === 0 ? 0 : rows.filter((row) => selection.has(rowKey(row))).length;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {selection !== undefined && (
          <div role="columnheader" className={styles.box}>
            <Checkbox
              tabIndex={-1}
              label={chosen === rows.length && chosen > 0 ? 'Clear the selection' : 'Select all shown'}
              checked={chosen === rows.length && chosen > 0}
              some={chosen > 0}
              onChange={onAll}
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
                  tabIndex={-1}
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
