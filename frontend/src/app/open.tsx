import { createRoot } from 'react-dom/client';
import { App } from './app';
import type { Asked } from './ask-boot';
import { preloadScreens } from './preload';
import { start } from './start';

/** Draws the app, and loads the rest of it behind the first list. */
export async function open(place: HTMLElement, asked: Asked): Promise<void> {
  const started = await start(asked);
  createRoot(place).render(<App {...started} />);
  preloadScreens((next) => setTimeout(next, 150));
}
