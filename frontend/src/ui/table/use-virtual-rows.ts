import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useMemo } from 'react';
import type { VirtualTableProps } from './table-props';

const usualHeight = () => 32;

/**
 * Which rows are drawn, and where. Heights are known, not measured. Work on all rows happens when they change, never
 * when the table scrolls.
 */
export function useVirtualRows<Row>(
  { rows, rowKey, rowHeight = usualHeight, inline = false }: VirtualTableProps<Row>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  // New functions make the virtualizer count all heights again: right when rows or their heights changed, and only then.
  const item = useMemo(() => {
    const at = (index: number) => rows[index];
    return {
      key: (index: number) => {
        const row = at(index);
        return row === undefined ? index : rowKey(row);
      },
      height: (index: number) => {
        const row = at(index);
        return row === undefined ? 32 : rowHeight(row);
      },
    };
  }, [rows, rowKey, rowHeight]);
  const places = useMemo(() => new Map(rows.map((row, index) => [rowKey(row), index])), [rows, rowKey]);

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used in this folder only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: item.height,
    getItemKey: item.key,
    overscan: inline ? rows.length : 8,
    // The head is sticky inside the scroller.
    scrollPaddingStart: 28,
    initialRect: { width: 1000, height: 600 },
  });
  return { virtual, places };
}
