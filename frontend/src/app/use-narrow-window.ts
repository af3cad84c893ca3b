import { useSyncExternalStore } from 'react';
import { useSetting } from '../shell/settings';

/** In CSS px after zoom. In a narrower window, the sidebar would take a third of the width. */
const narrow = 46 * 16;

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Whether the window, at its zoom, is too narrow for names in the sidebar. */
export function useNarrowWindow(): boolean {
  const zoom = useSetting('zoom');
  return useSyncExternalStore(subscribe, () => (window.innerWidth * 100) / zoom <= narrow);
}
