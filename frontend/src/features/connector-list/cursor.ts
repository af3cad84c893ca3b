import { useCallback } from 'react';
import { uiState, useUiState } from '../../shell/ui-state';

const keyOf = (profile: string) => `connectors.${profile}.cursor`;

/** The name of the row that keys act on. A component that reads it is drawn again at every press of J. */
export function useCursor(profile: string): string | null {
  return useUiState<string | null>(keyOf(profile), null)[0];
}

/** Moves the cursor without reading it. */
export function useSetCursor(profile: string): (name: string | null) => void {
  return useCallback((name: string | null) => uiState.set(keyOf(profile), name), [profile]);
}
