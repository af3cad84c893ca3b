import { useEffect } from 'react';
import { useBridge } from '../../bridge/context';
import type { Bridge } from '../../bridge/types';
import { moments, reached } from '../../lib/start-marks';

const marked = new WeakSet<Bridge>();

/** Reports to the host once that the rows of a list are on the screen. */
export function usePainted(usable: boolean): void {
  const bridge = useBridge();
  useEffect(() => {
    if (!usable || marked.has(bridge)) {
      return;
    }
    // After the frame that shows them.
    const frame = requestAnimationFrame(() => {
      marked.add(bridge);
      reached('list drawn');
      bridge.desktop.painted('list', moments()).catch(() => undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [bridge, usable]);
}
