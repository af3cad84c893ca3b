import { useEffect } from 'react';
import { useBridge } from '../bridge/context';
import { useChangeSettings, useSettings } from '../shell/queries';
import { isField } from '../ui/keys/registry';
import { profileOf } from './place';

/** What a window does as a matter of course: size of everything, the last screen, being hidden, its own context menu. */
export function useWindowHabits(path: string): void {
  useZoom();
  useLastRoute(path);
  useVisibility();
  useEffect(() => {
    document.addEventListener('contextmenu', onlyWhereTextIs);
    return () => document.removeEventListener('contextmenu', onlyWhereTextIs);
  }, []);
}

function useZoom(): void {
  const { zoom } = useSettings();
  useEffect(() => {
    document.documentElement.style.setProperty('zoom', (zoom / 100).toString());
  }, [zoom]);
}

function useLastRoute(path: string): void {
  const { lastRoute, lastProfile } = useSettings();
  const { mutate } = useChangeSettings();
  useEffect(() => {
    const profile = profileOf(path) ?? lastProfile;
    if (path === '/' || (path === lastRoute && profile === lastProfile)) {
      return;
    }
    // After the picture, and once for a person who only passes through.
    const timer = setTimeout(() => mutate({ lastRoute: path, lastProfile: profile }), 400);
    return () => clearTimeout(timer);
  }, [path, lastRoute, lastProfile, mutate]);
}

function useVisibility(): void {
  const bridge = useBridge();
  useEffect(() => {
    const tell = () => {
      bridge.desktop.visible(document.visibilityState === 'visible').catch(() => undefined);
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [bridge]);
}

/** The host's menu (copy, paste) is for fields and for chosen text; elsewhere it would offer "Reload". */
function onlyWhereTextIs(event: MouseEvent): void {
  const chosen = window.getSelection()?.toString() ?? '';
  if (!isField(event.target) && chosen === '') {
    event.preventDefault();
  }
}
