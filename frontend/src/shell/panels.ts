import { useCallback } from 'react';
import { useChangeSettings, useSettings } from './queries';

/** A fold, a size or a tab that comes back with the next start: usePanel('form.docs', 'open'). */
export function usePanel(key: string, initial: string): [string, (value: string) => void] {
  const { panels } = useSettings();
  const { mutate } = useChangeSettings();
  const set = useCallback((value: string) => mutate({ panels: { ...panels, [key]: value } }), [mutate, panels, key]);
  return [panels[key] ?? initial, set];
}
