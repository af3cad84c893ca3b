import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { MenuAt } from '../menu';
import { type Column, nextSort, type Sort } from './columns';

/** Sorting for the keyboard, because headers are not tab stops. */
export function SortMenu<Row>({
  at,
  columns,
  sort,
  onSort,
  onClose,
}: {
  at: { x: number; y: number };
  columns: readonly Column<Row>[];
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  onClose: () => void;
}) {
  const items = columns
    .filter((column) => column.sortable === true)
    .map((column) => ({
      id: column.id,
      label: `Sort by ${column.header.toLowerCase()}`,
      ...(sort?.column === column.id
        ? { icon: sort.descending ? IconArrowUp : IconArrowDown, note: 'again for the other direction' }
        : {}),
      run: () => onSort(nextSort(sort, column.id)),
    }));
  return <MenuAt at={at} items={items} onClose={onClose} />;
}
