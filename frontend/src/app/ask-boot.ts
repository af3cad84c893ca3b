import type { Boot } from '../bridge/dto';
import type { Bridge } from '../bridge/types';
import { watchForFirstList } from '../shell/first-list';
import { guarded } from '../shell/guard';

/** The question that a start waits for. It is asked before the app itself is loaded, so this must stay small. */
export interface Asked {
  readonly bridge: Bridge;
  readonly boot: Promise<Boot>;
  readonly keep: (boot: Boot) => void;
}

export function askBoot(host: Bridge): Asked {
  const bridge = guarded(host);
  // News is heard from before the question on, so that none falls between the answer and the first screen.
  const keep = watchForFirstList(bridge);
  const boot = bridge.desktop.boot();
  // start() says why; until then a refusal is nobody's yet.
  boot.catch(() => undefined);
  return { bridge, boot, keep };
}
