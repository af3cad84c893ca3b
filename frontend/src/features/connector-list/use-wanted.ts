import { useCallback, useEffect, useRef } from 'react';
import { useBridge } from '../../bridge/context';

/** Reports the visible rows while configs are being fetched, so that theirs are fetched first. */
export function useWanted(profile: string, incomplete: boolean): (names: readonly string[]) => void {
  const bridge = useBridge();
  const shown = useRef<readonly string[]>([]);
  const reported = useRef('');
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const missing = useRef(incomplete);

  const report = useCallback(() => {
    const names = shown.current;
    const text = names.join('\n');
    if (missing.current && text !== reported.current) {
      reported.current = text;
      bridge.clusters.wanted(profile, [...names]).catch(() => undefined);
    }
  }, [bridge, profile]);

  useEffect(() => {
    missing.current = incomplete;
    report();
  }, [incomplete, report]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  return useCallback(
    (names) => {
      shown.current = names;
      clearTimeout(waiting.current);
      // Not for every row during scrolling.
      waiting.current = setTimeout(report, 120);
    },
    [report],
  );
}
