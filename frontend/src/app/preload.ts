import { Dialog } from '../ui/dialog';
import { OpenMenu } from '../ui/menu';
import * as screens from './screens';

/** Likely next screens first. */
const { ConnectorPageScreen, PickerScreen, FormScreen, ReviewScreen, ...others } = screens;
const order = [ConnectorPageScreen, OpenMenu, Dialog, PickerScreen, FormScreen, ReviewScreen, ...Object.values(others)];

/**
 * Loads the code of all screens and dialogs one after another, with pauses for other work, so that a first visit draws
 * at once.
 */
export function preloadScreens(pause: (next: () => void) => void): void {
  const left = [...order];
  const next = () => {
    const screen = left.shift();
    if (screen !== undefined) {
      void screen.load().then(() => pause(next));
    }
  };
  next();
}
