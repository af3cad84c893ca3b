import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { FormRow } from './rows';

type List = Virtualizer<HTMLDivElement, Element>;

function hasFocus(list: HTMLElement | null): list is HTMLElement {
  return list?.contains(document.activeElement) === true;
}

/** Without the focus in it the list stands still at its upper edge. */
function adjustAbove(scroller: RefObject<HTMLElement | null>, virtual: List, focused: number): void {
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, list) =>
    focused >= 0 && hasFocus(scroller.current) ? item.index < focused : item.start < (list.scrollOffset ?? 0);
}

function scrollWithFocus(list: HTMLElement | null, by: number): void {
  if (by !== 0 && hasFocus(list)) {
    list.scrollTop += by;
  }
}

/**
 * Nothing that arrives moves the row in focus: not a message in a row above it, not rows that come or go above it, not
 * a banner above the list. The list scrolls by as much instead. `focused` is the index of the row that has the focus, or
 * that had it before it left the list; -1 without one.
 */
export function useStillList(
  scroller: RefObject<HTMLDivElement | null>,
  virtual: List,
  rows: readonly FormRow[],
  focused: number,
): void {
  const place = useRef<{ id: string; start: number } | null>(null);

  // Rows that change their height.
  useLayoutEffect(() => {
    adjustAbove(scroller, virtual, focused);
  }, [scroller, virtual, focused]);

  // Rows that come and go.
  useLayoutEffect(() => {
    const at = rows.findIndex((row) => row.id === place.current?.id);
    const start = virtual.measurementsCache[at]?.start;
    if (place.current !== null && start !== undefined) {
      scrollWithFocus(scroller.current, start - place.current.start);
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
      // The page may be zoomed: what is measured on the screen is not what is scrolled.
      scrollWithFocus(list, (now.top - top) * (list.offsetHeight / now.height));
      top = now.top;
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [scroller]);
}
