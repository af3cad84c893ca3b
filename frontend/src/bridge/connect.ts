import type { Bridge } from './types';
import { wailsBridge } from './wails';

declare global {
  /** Set by vite.config.ts: true in `npm run dev` and in the memory build, false in the window's build. */
  const __MEMORY_BRIDGE__: boolean;
}

/** The host of this page: the window, or fixtures in a browser. The window's build does not contain the fixtures. */
export async function connectBridge(): Promise<Bridge> {
  if (__MEMORY_BRIDGE__) {
    const [{ memoryBridge }, { fixtures }] = await Promise.all([import('./memory'), import('./fixtures')]);
    return memoryBridge(fixtures);
  }
  return wailsBridge;
}
