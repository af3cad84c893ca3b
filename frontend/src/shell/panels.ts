import { useCallback } from 'react';
import { useChangeSettings, useSettings } from './settings';

/** A fold, a size or a tab that is stored across starts: usePanel('form.docs', 'open'). */
export function usePanel(key: string, initial: string): [string, (value: string) => void] {
  const value = useSettings(useCallback((settings) => settings.panels[key] ?? initial, [key, initial]));
  const change = useChangeSettings();
  const set = useCallback(
    (next: string) => change(({ panels }) => ({ panels: { ...panels, [key]: next } })),
    [change, key],
  );
  return [value, set];
}
