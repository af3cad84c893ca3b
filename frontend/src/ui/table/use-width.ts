import { type RefObject, useLayoutEffect, useState } from 'react';

/** The width of an element in CSS px; 0 until it is known, which is before the first paint. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) {
      return;
    }
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a wide layout must not be painted in a narrow window
    setWidth(element.current.clientWidth);
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
