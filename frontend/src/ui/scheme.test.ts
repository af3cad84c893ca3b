import { renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dress, type Scheme, useDressed } from './scheme';

const worn = () => document.documentElement.dataset['mantineColorScheme'];

/** A desktop whose colour scheme can change. */
function desktop(dark: boolean) {
  const media = Object.assign(new EventTarget(), { matches: dark });
  vi.stubGlobal('matchMedia', () => media);
  return (next: boolean) => {
    media.matches = next;
    media.dispatchEvent(new Event('change'));
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  delete document.documentElement.dataset['mantineColorScheme'];
});

describe('the scheme', () => {
  it('is on the page before anything is drawn', () => {
    desktop(true);
    dress('light');
    expect(worn()).toBe('light');
    dress('system');
    expect(worn()).toBe('dark');
  });

  it('follows the setting, and the desktop only where the setting says so', () => {
    const change = desktop(false);
    const { rerender, unmount } = renderHook(({ scheme }: { scheme: Scheme }) => useDressed(scheme), {
      initialProps: { scheme: 'system' },
    });
    expect(worn()).toBe('light');
    change(true);
    expect(worn()).toBe('dark');
    rerender({ scheme: 'light' });
    change(false);
    change(true);
    expect(worn()).toBe('light');
    rerender({ scheme: 'system' });
    expect(worn()).toBe('dark');
    unmount();
    change(false);
    expect(worn()).toBe('dark');
  });
});
