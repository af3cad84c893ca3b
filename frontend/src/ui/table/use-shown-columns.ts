import { type RefObject, useEffectEvent, useLayoutEffect, useMemo, useState } from 'react';
import type { Column } from './columns';

/**
 * The columns that fit an element. All of them until its width is known, which is before the first paint. Returns the
 * same array while the same columns fit, because a new one draws every row again.
 */
export function useShownColumns<Row>(
  columns: readonly Column<Row>[],
  element: RefObject<HTMLElement | null>,
): readonly Column<Row>[] {
  const [room, setRoom] = useState(() => roomIn(columns, Number.POSITIVE_INFINITY));
  const measured = useEffectEvent((width: number) => setRoom(roomIn(columns, width)));
  useLayoutEffect(() => {
    if (element.current === null) {
      return;
    }
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a wide layout must not be painted in a narrow window
    measured(element.current.clientWidth);
    const observer = new ResizeObserver(([entry]) => measured(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return useMemo(() => columns.filter((column) => (column.from ?? 0) <= room), [columns, room]);
}

/** The widest `from` that fits. */
function roomIn<Row>(columns: readonly Column<Row>[], width: number): number {
  return Math.max(0, ...columns.map((column) => column.from ?? 0).filter((from) => from <= width));
}
