import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A handler that stays the same function and always does what the newest one does. For what is handed to memoised
 * children: they are not drawn again because a handler closes over something else now.
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
