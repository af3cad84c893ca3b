import { useEffect, useState } from 'react';
import type { SettingsView } from '../bridge/dto';
import { useSettings } from '../shell/settings';
import { uiState } from '../shell/ui-state';

const begun = 'app.begun';
const unused = (settings: SettingsView) => settings.lastRoute === '';

/** Whether this is the first screen of an app that was never used before; stays true while the screen is shown. */
export function useFirstScreen(): boolean {
  const never = useSettings(unused);
  const [first] = useState(() => never && uiState.get(begun) === undefined);
  useEffect(() => uiState.set(begun, true), []);
  return first;
}
