import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Also identifies the column in the sort. */
  readonly id: string;
  readonly header: string;
  /** A track of the grid: '100px', 'minmax(160px, 1fr)'. */
  readonly width: string;
  readonly align?: 'right';
  /** Whether a click on the header sorts by it. */
  readonly sortable?: boolean;
  /** The column is hidden while the table is narrower than this, in px. */
  readonly from?: number;
  readonly cell: (row: Row) => ReactNode;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export function tracks<Row>(columns: readonly Column<Row>[], selectable: boolean): string {
  return [...(selectable ? ['14px'] : []), ...columns.map((column) => column.width)].join(' ');
}

/** The sort after a click on a header: the other direction of the same column, or the new column ascending. */
export function nextSort(sort: Sort | undefined, column: string): Sort {
  return { column, descending: sort?.column === column && !sort.descending };
}
