import type { Boot } from '../bridge/dto';
import type { Bridge } from '../bridge/types';
import { watchForFirstList } from '../shell/first-list';
import { guarded } from '../shell/guard';

/** The call that a start waits for. It is sent before the app itself is loaded, so this file must stay small. */
export interface Asked {
  readonly bridge: Bridge;
  readonly boot: Promise<Boot>;
  readonly keep: (boot: Boot) => void;
}

export function askBoot(host: Bridge): Asked {
  const bridge = guarded(host);
  // Subscribe before the call, so that no event between the response and the first screen is missed.
  const keep = watchForFirstList(bridge);
  const boot = bridge.desktop.boot();
  // start() reports the error; until then the rejection must not be unhandled.
  boot.catch(() => undefined);
  return { bridge, boot, keep };
}
