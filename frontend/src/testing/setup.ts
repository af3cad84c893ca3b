import './draws';

import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { uiState } from '../shell/ui-state';
import { Dialog } from '../ui/dialog';
import { OpenMenu } from '../ui/menu';

// A busy machine is no failure: what is awaited comes, or the test ends by its own limit.
configure({ asyncUtilTimeout: 4_000 });

// The page of tests has no layout. A virtual list needs a height to draw rows, floating menus need an observer.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 1000 },
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1000 },
});
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollIntoView = () => undefined;

// As in a window that has been open for a second: a test is not about the wait for code.
beforeAll(() => Promise.all([Dialog.load(), OpenMenu.load()]));

afterEach(() => {
  cleanup();
  uiState.clear();
});
