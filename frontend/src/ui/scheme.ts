import { useLayoutEffect } from 'react';

export type Scheme = 'system' | 'light' | 'dark';

const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');

/**
 * Sets the colour scheme of the page. The start calls it before anything is drawn: Mantine would set it after its first
 * drawing, and everything would be styled twice.
 */
export function dress(scheme: Scheme): void {
  const system = systemIsDark().matches ? 'dark' : 'light';
  document.documentElement.dataset['mantineColorScheme'] = scheme === 'system' ? system : scheme;
}

/** Updates the colour scheme when the setting or the desktop changes. */
export function useDressed(scheme: Scheme): void {
  useLayoutEffect(() => {
    const again = () => dress(scheme);
    again();
    const system = systemIsDark();
    system.addEventListener('change', again);
    return () => system.removeEventListener('change', again);
  }, [scheme]);
}
