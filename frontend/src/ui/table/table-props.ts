import type { ReactNode } from 'react';
import type { Column, Sort } from './columns';

/** `rowKey`, `columns`, `rowHeight` and `second` must be stable: a new value draws all rows again. */
export interface VirtualTableProps<Row> {
  /** The accessible name: "Connectors of orders-eu". */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** px; default 32. A row with a second line has 52. Must depend on the row only. */
  rowHeight?: (row: Row) => number;
  /** The second line, from the column `secondFrom` (default: the second one) to the end. */
  second?: (row: Row) => ReactNode;
  secondFrom?: string;
  /** The key of the row that keys act on; null: none yet. */
  cursor: string | null;
  onCursor: (key: string) => void;
  /** Called on Enter or a click on a row. */
  onOpen: (row: Row) => void;
  /** Selection is by key, so it survives sorting. Without onSelection there are no checkboxes. */
  selection?: ReadonlySet<string>;
  onSelection?: (selection: ReadonlySet<string>) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Called on a right click on a row. */
  onRowMenu?: (row: Row, at: { x: number; y: number }) => void;
  /** Draws stale data in grey. */
  stale?: boolean;
  /** Shown below the rows, in the scrolled part. */
  foot?: ReactNode;
  /** Called when the visible rows change. */
  onShown?: (keys: readonly string[]) => void;
  /** Whether the keys of this table work on the whole screen (one table per screen), or only with the focus in it. */
  keys?: 'screen' | 'focus';
  /** As high as its rows, without scrolling. For short tables inside a page. */
  inline?: boolean;
}
