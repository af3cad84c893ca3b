import { Dialog } from '../ui/dialog';
import { OpenMenu } from '../ui/menu';
import * as screens from './screens';

/** What a person is likely to open next comes first. */
const { ConnectorPageScreen, PickerScreen, FormScreen, ReviewScreen, ...others } = screens;
const order = [ConnectorPageScreen, OpenMenu, Dialog, PickerScreen, FormScreen, ReviewScreen, ...Object.values(others)];

/**
 * Loads the code of every screen and dialog that was not opened yet, one after another with a pause for work between
 * them, so that a first visit draws at once.
 */
export function preloadScreens(pause: (next: () => void) => void): void {
  const left = [...order];
  const next = () => {
    const screen = left.shift();
    if (screen !== undefined) {
      void screen.load().then(() => pause(next));
    }
  };
  pause(next);
}
