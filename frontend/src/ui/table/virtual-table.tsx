import { type CSSProperties, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useStable } from '../use-stable';
import { tracks } from './columns';
import { SortMenu } from './sort-menu';
import { TableHead } from './table-head';
import type { VirtualTableProps } from './table-props';
import { TableRow } from './table-row';
import { leaveGrid, useGridFocus } from './use-grid-focus';
import { useSelecting } from './use-selecting';
import { useShownColumns } from './use-shown-columns';
import { useTableKeys } from './use-table-keys';
import { useVirtualRows } from './use-virtual-rows';
import styles from './virtual-table.module.css';

/**
 * A table of up to thousands of rows, of two heights, with a cursor, a selection and sorting. An ARIA grid with one tab
 * stop: the grid has the focus, and the cursor is its active descendant.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowKey, cursor, selection, stale = false, inline = false, onShown, onSort } = props;
  const selectable = props.onSelection !== undefined;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const columns = useShownColumns(props.columns, scroller);
  const { virtual, places } = useVirtualRows(props, scroller);

  const [sortMenu, setSortMenu] = useState<{ x: number; y: number } | null>(null);
  const openSortMenu = () => {
    const box = grid.current?.getBoundingClientRect();
    setSortMenu({ x: (box?.left ?? 0) + 16, y: (box?.top ?? 0) + 28 });
  };
  const selecting = useSelecting(props);
  const { onKeyDown } = useTableKeys(props, grid, selecting, openSortMenu);
  useGridFocus(grid, props.keys !== 'focus');
  const onOpen = useStable(props.onOpen);
  const onCursor = useStable(props.onCursor);
  const onRowMenu = useStable((row: Row, at: { x: number; y: number }) => props.onRowMenu?.(row, at));
  const onSorted = useStable((sort: Parameters<NonNullable<typeof onSort>>[0]) => onSort?.(sort));

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    onShown?.(rows.slice(first, last + 1).map(rowKey));
  }, [onShown, rows, rowKey, first, last]);

  const cursorIndex = cursor === null ? -1 : (places.get(cursor) ?? -1);
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
        ref={grid}
        role="grid"
        tabIndex={0}
        className={styles.grid}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={cursorDrawn ? `${id}-${cursorIndex}` : undefined}
        onKeyDown={onKeyDown}
        onBlur={(event) => leaveGrid(event.currentTarget)}
      >
        <TableHead
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          selection={selectable ? (selection ?? none) : undefined}
          onAll={selecting.all}
          sort={props.sort}
          onSort={onSort === undefined ? undefined : onSorted}
        />
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
                selected={selectable ? (selection ?? none).has(key) : undefined}
                onToggle={selecting.toggle}
                onOpen={onOpen}
                onCursor={onCursor}
                onRowMenu={props.onRowMenu === undefined ? undefined : onRowMenu}
              />
            );
          })}
        </div>
      </div>
      {props.foot}
      {sortMenu !== null && (
        <SortMenu
          at={sortMenu}
          columns={columns}
          sort={props.sort}
          onSort={onSorted}
          onClose={() => setSortMenu(null)}
        />
      )}
    </div>
  );
}

const none: ReadonlySet<string> = new Set();
