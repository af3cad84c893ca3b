import { type MouseEvent, memo, type ReactNode } from 'react';
import { Checkbox } from '../checks';
import type { Column } from './columns';
import styles from './virtual-table.module.css';

interface TableRowProps<Row> {
  id: string;
  row: Row;
  rowKey: string;
  index: number;
  top: number;
  height: number;
  columns: readonly Column<Row>[];
  second: ((row: Row, state: { cursor: boolean }) => ReactNode) | undefined;
  secondFrom: string | undefined;
  cursor: boolean;
  /** undefined: rows cannot be selected. */
  selected: boolean | undefined;
  onToggle: (key: string, extend: boolean) => void;
  onOpen: (row: Row) => void;
  onCursor: (key: string) => void;
  onRowMenu: ((row: Row, at: { x: number; y: number }) => void) | undefined;
}

/** Memoised: while the table scrolls, rows that stay are not drawn again. */
export const TableRow = memo(PlainRow) as typeof PlainRow;

function PlainRow<Row>(props: TableRowProps<Row>) {
  const { row, rowKey, columns, selected, cursor } = props;
  const selectable = selected !== undefined;
  const secondLine = props.second?.(row, { cursor });

  const onClick = (event: MouseEvent) => {
    // Buttons and boxes in a row speak for themselves, and who marks text does not want to leave.
    const onControl = event.target instanceof Element && event.target.closest('button, a, input, label') !== null;
    if (onControl || (window.getSelection()?.toString() ?? '') !== '') {
      return;
    }
    props.onCursor(rowKey);
    if (selectable && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      props.onToggle(rowKey, event.shiftKey);
    } else {
      props.onOpen(row);
    }
  };
  const onContextMenu = (event: MouseEvent) => {
    if (props.onRowMenu !== undefined && (window.getSelection()?.toString() ?? '') === '') {
      event.preventDefault();
      props.onCursor(rowKey);
      props.onRowMenu(row, { x: event.clientX, y: event.clientY });
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the keys
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      data-cursor={cursor || undefined}
      className={styles.row}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      {selectable && (
        <div role="gridcell" className={styles.box}>
          <Checkbox label={`Select ${rowKey}`} checked={selected} onChange={() => props.onToggle(rowKey, false)} />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={styles.cell} data-align={column.align}>
          {column.cell(row)}
        </div>
      ))}
      {secondLine !== undefined && secondLine !== null && secondLine !== false && (
        <div
          role="gridcell"
          className={styles.second}
          style={{ gridColumn: `${secondTrack(columns, props.secondFrom, selectable)} / -1` }}
        >
          {secondLine}
        </div>
      )}
    </div>
  );
}

function secondTrack<Row>(columns: readonly Column<Row>[], from: string | undefined, selectable: boolean): number {
  const at = columns.findIndex((column) => column.id === from);
  return (at < 0 ? Math.min(1, columns.length - 1) : at) + 1 + (selectable ? 1 : 0);
}
