import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { reached } from '../lib/start-marks';
import { dress } from '../ui/scheme';
import { App } from './app';
import type { Asked } from './ask-boot';
import { preloadScreens } from './preload';
import { start } from './start';

/** Draws the app, and loads the rest of its code after the first list is drawn. */
export async function open(place: HTMLElement, asked: Asked): Promise<void> {
  reached('app evaluated');
  const started = await start(asked);
  reached('boot arrived');
  dress(started.boot?.settings.theme ?? 'system');
  createRoot(place).render(
    <>
      <App {...started} />
      <Preload />
    </>,
  );
}

/** Starts loading the rest once the first drawing is painted. */
function Preload() {
  useEffect(() => preloadScreens((next) => setTimeout(next, 150)), []);
  return null;
}
