import { useEffect } from 'react';
import { useBridge } from '../../bridge/context';
import type { Bridge } from '../../bridge/types';

const marked = new WeakSet<Bridge>();

/** Tells the host once that a list can be used: its rows are on the screen. */
export function usePainted(usable: boolean): void {
  const bridge = useBridge();
  useEffect(() => {
    if (!usable || marked.has(bridge)) {
      return;
    }
    // After the frame that shows them.
    const frame = requestAnimationFrame(() => {
      marked.add(bridge);
      bridge.desktop.painted('list').catch(() => undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [bridge, usable]);
}
