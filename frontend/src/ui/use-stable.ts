import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A stable function that always calls the latest handler. For props of memoised children: a new handler does not draw
 * them again.
 */
export function useStable<Args extends unknown[], Result>(
  handler: (...args: Args) => Result,
): (...args: Args) => Result {
  const newest = useRef(handler);
  useLayoutEffect(() => {
    newest.current = handler;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
