import { useEffect } from 'react';
import { useBridge } from '../bridge/context';
import { useChangeSettings, useSetting } from '../shell/settings';
import { isField } from '../ui/keys/registry';
import { profileOf } from './place';

/**
 * The window itself: its zoom, the last screen, whether it is hidden, its context menu. A separate component, so that a
 * change of these draws nothing else.
 */
export function WindowHabits({ path }: { path: string }) {
  useZoom();
  useLastRoute(path);
  useVisibility();
  useEffect(() => {
    document.addEventListener('contextmenu', onlyWhereTextIs);
    return () => document.removeEventListener('contextmenu', onlyWhereTextIs);
  }, []);
  return null;
}

function useZoom(): void {
  const zoom = useSetting('zoom');
  useEffect(() => {
    document.documentElement.style.setProperty('zoom', (zoom / 100).toString());
  }, [zoom]);
}

function useLastRoute(path: string): void {
  const lastRoute = useSetting('lastRoute');
  const change = useChangeSettings();
  useEffect(() => {
    if (path === '/' || path === lastRoute) {
      return;
    }
    // After drawing, and only once when the person passes through several screens.
    const timer = setTimeout(
      () => change(({ lastProfile }) => ({ lastRoute: path, lastProfile: profileOf(path) ?? lastProfile })),
      400,
    );
    return () => clearTimeout(timer);
  }, [path, lastRoute, change]);
}

function useVisibility(): void {
  const bridge = useBridge();
  useEffect(() => {
    const report = () => {
      bridge.desktop.visible(document.visibilityState === 'visible').catch(() => undefined);
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [bridge]);
}

/** The host's menu (copy, paste) is for fields and for chosen text; elsewhere it would offer "Reload". */
function onlyWhereTextIs(event: MouseEvent): void {
  const chosen = window.getSelection()?.toString() ?? '';
  if (!isField(event.target) && chosen === '') {
    event.preventDefault();
  }
}
