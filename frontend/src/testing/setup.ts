import './draws';

import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { uiState } from '../shell/ui-state';

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

afterEach(() => {
  cleanup();
  uiState.clear();
});
