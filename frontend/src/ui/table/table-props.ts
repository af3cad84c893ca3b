import type { ReactNode } from 'react';
import type { Column, Sort } from './columns';

/** `rowKey`, `columns`, `rowHeight` and `second` must stay the same functions while nothing about them changes: rows are drawn again with them. */
export interface VirtualTableProps<Row> {
  /** Read aloud: "Connectors of orders-eu". */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** px; 32 unless given. A row with a second line is 52. Must not depend on anything but the row. */
  rowHeight?: (row: Row) => number;
  /** The second line, from the column `secondFrom` (by itself the second one) to the end. */
  second?: (row: Row) => ReactNode;
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
