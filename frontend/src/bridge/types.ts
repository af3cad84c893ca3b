import type { EventMap, EventName, Unsubscribe } from './events';
import type { Facades } from './generated/bridge';

/**
 * Everything the page can call on its host. A missing method is a type error here, not a failure while a screen renders.
 * Every rejection is a BridgeError. wails.ts calls the window, memory.ts replays fixtures.
 */
export interface Bridge extends Facades {
  /** Unsubscribing is synchronous, so that an effect can return it. */
  on<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): Unsubscribe;
}
