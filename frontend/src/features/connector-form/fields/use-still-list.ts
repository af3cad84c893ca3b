import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { FormRow } from './rows';

/**
 * Nothing that arrives moves the row in focus: not a message in a row above it, not rows that come or go above it, not
 * a banner above the list. The list scrolls by as much instead. `focused` is the index of that row, -1 without one.
 */
export function useStillList(
  scroller: RefObject<HTMLDivElement | null>,
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: readonly FormRow[],
  focused: number,
): void {
  const place = useRef<{ id: string; start: number } | null>(null);

  // Rows that change their height.
  useLayoutEffect(() => {
    virtual.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, list) =>
      focused < 0 ? item.start < (list.scrollOffset ?? 0) : item.index < focused;
  }, [virtual, focused]);

  // Rows that come and go.
  useLayoutEffect(() => {
    const at = rows.findIndex((row) => row.id === place.current?.id);
    const start = virtual.measurementsCache[at]?.start;
    const list = scroller.current;
    if (place.current !== null && start !== undefined && list?.contains(document.activeElement) === true) {
      list.scrollTop += start - place.current.start;
    }
  }, [scroller, virtual, rows]);
  useLayoutEffect(() => {
    const id = rows[focused]?.id;
    const start = virtual.measurementsCache[focused]?.start;
    place.current = id === undefined || start === undefined ? null : { id, start };
  });

  // What stands above the list.
  useEffect(() => {
    const list = scroller.current;
    if (list === null) {
      return;
    }
    let { top } = list.getBoundingClientRect();
    const observer = new ResizeObserver(() => {
      const now = list.getBoundingClientRect();
      if (now.top !== top && list.contains(document.activeElement)) {
        // The page may be zoomed: what is measured on the screen is not what is scrolled.
        list.scrollTop += (now.top - top) * (list.offsetHeight / now.height);
      }
      top = now.top;
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [scroller]);
}
