import { createContext, type ReactNode, use, useEffect, useEffectEvent } from 'react';
import type { EventMap, EventName } from './events';
import type { Bridge } from './types';

const BridgeContext = createContext<Bridge | null>(null);

export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

export function useBridge(): Bridge {
  const bridge = use(BridgeContext);
  if (bridge === null) {
    throw new Error('useBridge needs a BridgeProvider above it');
  }
  return bridge;
}

/** Listens to an event while the component is mounted. */
export function useBridgeEvent<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): void {
  const bridge = useBridge();
  const receive = useEffectEvent(listener);
  useEffect(() => bridge.on(event, (payload) => receive(payload)), [bridge, event]);
}
