import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useEffectEvent, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { shownColumns, tracks } from './columns';
import { TableHead } from './table-head';
import type { VirtualTableProps } from './table-props';
import { TableRow } from './table-row';
import { useTableKeys } from './use-table-keys';
import { useWidth } from './use-width';
import styles from './virtual-table.module.css';

const none: ReadonlySet<string> = new Set();

/** Rows that may be thousands, of two heights, with a cursor, a selection and a sorted head. Roles of an ARIA grid. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowKey, cursor, stale = false, inline = false, onShown } = props;
  const selectable = props.onSelection !== undefined;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = useMemo(() => shownColumns(props.columns, width), [props.columns, width]);
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

  const cursorDrawn = cursorIndex >= first && cursorIndex <= last;

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-stale={stale || undefined}
      data-inline={inline || undefined}
      style={{ '--tracks': tracks(columns, selectable) } as CSSProperties}
    >
      <div
        role="grid"
        tabIndex={0}
        className={styles.grid}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={cursorDrawn ? `${id}-${cursorIndex}` : undefined}
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
      </div>
      {props.foot}
    </div>
  );
}
