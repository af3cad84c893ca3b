import { type MouseEvent, memo, type ReactNode } from 'react';
import { Checkbox } from '../checks';
import type { Column } from './columns';
import styles from './virtual-table.module.css';

interface CellsProps<Row> {
  row: Row;
  rowKey: string;
  columns: readonly Column<Row>[];
  second: ((row: Row) => ReactNode) | undefined;
  secondFrom: string | undefined;
  /** undefined: rows cannot be selected. */
  selected: boolean | undefined;
  onToggle: (key: string, extend: boolean) => void;
}

interface TableRowProps<Row> extends CellsProps<Row> {
  id: string;
  index: number;
  top: number;
  height: number;
  cursor: boolean;
  onOpen: (row: Row) => void;
  onCursor: (key: string) => void;
  onRowMenu: ((row: Row, at: { x: number; y: number }) => void) | undefined;
}

/** Memoised: scrolling or moving the cursor does not draw unchanged rows again. */
export const TableRow = memo(PlainRow) as typeof PlainRow;

function PlainRow<Row>(props: TableRowProps<Row>) {
  const { id, index, top, height, cursor, onOpen, onCursor, onRowMenu, ...cells } = props;
  const { row, rowKey, selected } = cells;

  const onClick = (event: MouseEvent) => {
    // A click on a button or checkbox in the row, or one that selects text, does not open the row.
    const onControl = event.target instanceof Element && event.target.closest('button, a, input, label') !== null;
    if (onControl || (window.getSelection()?.toString() ?? '') !== '') {
      return;
    }
    onCursor(rowKey);
    if (selected !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      cells.onToggle(rowKey, event.shiftKey);
    } else {
      onOpen(row);
    }
  };
  const onContextMenu = (event: MouseEvent) => {
    if (onRowMenu !== undefined && (window.getSelection()?.toString() ?? '') === '') {
      event.preventDefault();
      onCursor(rowKey);
      onRowMenu(row, { x: event.clientX, y: event.clientY });
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-cursor={cursor || undefined}
      className={styles.row}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <Cells {...cells} />
    </div>
  );
}

/** Memoised separately from the row: the cursor changes only what is around the cells. */
const Cells = memo(PlainCells) as typeof PlainCells;

function PlainCells<Row>(props: CellsProps<Row>) {
  const { row, rowKey, columns, selected } = props;
  const selectable = selected !== undefined;
  const secondLine = props.second?.(row);
  return (
    <>
      {selectable && (
        <div role="gridcell" className={styles.box}>
          <Checkbox
            tabIndex={-1}
            label={`Select ${rowKey}`}
            checked={selected}
            onChange={() => props.onToggle(rowKey, false)}
          />
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
    </>
  );
}

function secondTrack<Row>(columns: readonly Column<Row>[], from: string | undefined, selectable: boolean): number {
  const at = columns.findIndex((column) => column.id === from);
  return (at < 0 ? Math.min(1, columns.length - 1) : at) + 1 + (selectable ? 1 : 0);
}
