import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import type { Column, Sort } from './columns';
import { shownColumns, tracks } from './columns';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { useTableKeys } from './use-table-keys';
import { useWidth } from './use-width';
import styles from './virtual-table.module.css';

export interface VirtualTableProps<Row> {
  /** Read aloud: "Connectors of orders-eu". */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** px; 32 unless given. A row with a second line is 52. Must not depend on anything but the row. */
  rowHeight?: (row: Row) => number;
  /** The second line, from the column `secondFrom` (by itself the second one) to the end. */
  second?: (row: Row, state: { cursor: boolean }) => ReactNode;
  secondFrom?: string;
  /** The row that keys act on, by key. null: none yet. */
  cursor: string | null;
  onCursor: (key: string) => void;
  /** Enter, or a press on a row. */
  onOpen: (row: Row) => void;
  /** Selection is by key, so it survives any order. Without onSelection there are no boxes. */
  selection?: ReadonlySet<string>;
  onSelection?: (selection: ReadonlySet<string>) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Right click on a row. */
  onRowMenu?: (row: Row, at: { x: number; y: number }) => void;
  /** Old data: grey. */
  stale?: boolean;
  /** What stands below the rows in the scrolled part. */
  foot?: ReactNode;
  /** Tells which rows are on the screen, when that changed. */
  onShown?: (keys: readonly string[]) => void;
  /** Whether keys of this table work on the whole screen (one table a screen), or only with the focus in it. */
  keys?: 'screen' | 'focus';
  /** Without its own scroll: as high as its rows. For short tables inside a page. */
  inline?: boolean;
}

const none: ReadonlySet<string> = new Set();

/** Rows that may be thousands, of two heights, with a cursor, a selection and a sorted head. Roles of an ARIA grid. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowKey, cursor, stale = false, inline = false, onShown } = props;
  const selectable = props.onSelection !== undefined;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = shownColumns(props.columns, width);
  const rowHeight = props.rowHeight ?? (() => 32);

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only, never passed on
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 32 : rowHeight(row);
    },
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: inline ? rows.length : 8,
    // The head is sticky inside the scroller.
    scrollPaddingStart: 28,
    initialRect: { width: 1000, height: 600 },
  });
  // Heights are known, not measured; a row that got a second line moves those below it.
  const heights = rows.map(rowHeight).join();
  const count = useEffectEvent((_heights: string) => virtual.measure());
  useLayoutEffect(() => count(heights), [heights]);

  const keys = useTableKeys(props, scroller);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    onShown?.(rows.slice(first, last + 1).map(rowKey));
  }, [onShown, rows, rowKey, first, last]);

  const cursorIndex = cursor === null ? -1 : rows.findIndex((row) => rowKey(row) === cursor);
  // Follows the cursor, not the rows that move around it.
  const follow = useEffectEvent((key: string | null) => {
    if (key !== null && cursorIndex >= 0) {
      virtual.scrollToIndex(cursorIndex, { align: 'auto' });
    }
  });
  useEffect(() => follow(cursor), [cursor]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (selectable ? 1 : 0)}
      aria-multiselectable={selectable || undefined}
      aria-activedescendant={cursorIndex < 0 ? undefined : `${id}-${cursorIndex}`}
      data-stale={stale || undefined}
      data-inline={inline || undefined}
      style={{ '--tracks': tracks(columns, selectable) } as CSSProperties}
      onKeyDown={keys.onKeyDown}
    >
      <TableHead {...props} columns={columns} />
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="rowgroup">
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) {
            return null;
          }
          const key = rowKey(row);
          return (
            <TableRow
              key={key}
              id={`${id}-${item.index}`}
              row={row}
              rowKey={key}
              index={item.index}
              top={item.start}
              height={item.size}
              columns={columns}
              second={props.second}
              secondFrom={props.secondFrom}
              cursor={key === cursor}
              selected={selectable ? (props.selection ?? none).has(key) : undefined}
              onToggle={keys.toggle}
              onOpen={props.onOpen}
              onCursor={props.onCursor}
              onRowMenu={props.onRowMenu}
            />
          );
        })}
      </div>
      {props.foot}
    </div>
  );
}
