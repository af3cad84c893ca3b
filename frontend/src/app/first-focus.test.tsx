import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { memory } from '../testing/render';
import { App } from './app';
import { askBoot } from './ask-boot';
import { start } from './start';

/** A window that has only the sandbox; `lastRoute` is empty until the app has been used. */
async function open(lastRoute: string) {
  const bridge = memory();
  const boot = await bridge.desktop.boot();
  bridge.answer('desktop.boot', {
    ...boot,
    clusters: boot.clusters.filter((cluster) => cluster.sandbox),
    open: 'sandbox',
    opened: false,
    settings: { ...boot.settings, lastRoute, welcomeClosed: false },
  });
  const user = userEvent.setup();
  render(<App {...(await start(askBoot(bridge)))} />);
  return { user, url: await screen.findByRole('textbox', { name: 'Worker URL' }) };
}

beforeEach(() => {
  window.location.hash = '';
});

describe('the address field of the welcome card', () => {
  it('has the focus at the very first start', async () => {
    const { url } = await open('');
    await waitFor(() => expect(document.activeElement).toBe(url));
  });

  it('leaves the keys to the list at every later start', async () => {
    const { url } = await open('/c/sandbox');
    expect(document.activeElement).not.toBe(url);
  });

  it('gives the keys to the list when the person returns to it', async () => {
    const { user, url } = await open('');
    await waitFor(() => expect(document.activeElement).toBe(url));
    await user.keyboard('{Control>},{/Control}');
    await screen.findByRole('main', { name: 'Settings' });
    await user.keyboard('{Escape}');
    const again = await screen.findByRole('textbox', { name: 'Worker URL' });
    expect(document.activeElement).not.toBe(again);
  });
});
