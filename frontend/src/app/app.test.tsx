import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Boot, CallRow } from '../bridge/dto';
import type { MemoryBridge } from '../bridge/memory';
import { memory } from '../testing/render';
import { App } from './app';
import { askBoot } from './ask-boot';
import { start } from './start';

async function open(bridge: MemoryBridge = memory(), address = '') {
  window.location.hash = address;
  const user = userEvent.setup();
  render(<App {...(await start(askBoot(bridge)))} />);
  return { bridge, user };
}

async function booted(change: (boot: Boot) => Boot): Promise<MemoryBridge> {
  const bridge = memory();
  bridge.answer('desktop.boot', change(await bridge.desktop.boot()));
  return bridge;
}

const sidebar = () => screen.findByRole('navigation', { name: 'Clusters and places' });
const saved = (bridge: MemoryBridge) =>
  bridge.asked.filter((call) => call.method === 'desktop.saveSettings').map((call) => call.args[0]);

beforeEach(() => {
  window.location.hash = '';
  document.documentElement.style.removeProperty('zoom');
});

describe('start', () => {
  it('opens the cluster that Go names, with the sidebar from the same answer', async () => {
    const { bridge } = await open();
    expect(within(await sidebar()).getByText('analytics-lake-staging')).toBeDefined();
    await waitFor(() => expect(window.location.hash).toBe('#/c/orders-eu'));
    expect(bridge.asked.filter((call) => call.method === 'clusters.list')).toEqual([]);
  });

  it('comes back to the last screen, unless its cluster is gone', async () => {
    const at = (lastRoute: string) => booted((boot) => ({ ...boot, settings: { ...boot.settings, lastRoute } }));
    expect((await start(askBoot(await at('/settings')))).home).toBe('/settings');
    expect((await start(askBoot(await at('/c/local')))).home).toBe('/c/local');
    expect((await start(askBoot(await at('/c/gone/n/x')))).home).toBe('/c/orders-eu');
  });

  it('says why when it cannot', async () => {
    const bridge = memory();
    bridge.answer('desktop.boot', {
      $problem: {
        code: 'locked',
        text: 'Another Sluiceway has the data folder open.',
        worker: '',
        field: '',
        consent: '',
        action: '',
      },
    });
    await open(bridge);
    expect((await screen.findByRole('alert')).textContent).toContain('Another Sluiceway has the data folder open.');
  });

  it('tells what Go has to say, and lets it be closed', async () => {
    const notice = {
      code: 'damaged' as const,
      text: 'A damaged file was set aside.',
      path: '/home/x/sluiceway.db.bad',
    };
    const { user } = await open(await booted((boot) => ({ ...boot, notices: [notice] })));
    const banner = await screen.findByText(/set aside/);
    expect(banner.textContent).toContain('sluiceway.db.bad');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByText(/set aside/)).toBeNull();
  });
});

describe('the frame', () => {
  it('Ctrl+, goes to the settings, Esc comes back', async () => {
    const { user } = await open();
    await sidebar();
    await user.keyboard('{Control>},{/Control}');
    await waitFor(() => expect(window.location.hash).toBe('#/settings'));
    await screen.findByRole('main', { name: 'Settings' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(window.location.hash).toBe('#/c/orders-eu'));
  });

  it('names with any character survive the address', async () => {
    const { bridge } = await open(memory(), '/c/orders-eu/n/a%20b%2Fc%3F%23/created');
    await waitFor(() =>
      expect(bridge.asked).toContainEqual(
        expect.objectContaining({
          method: 'connectors.detail',
          args: expect.arrayContaining(['orders-eu', 'a b/c?#']) as unknown,
        }),
      ),
    );
  });

  it('F5 refreshes the cluster on the screen', async () => {
    const { bridge, user } = await open();
    await sidebar();
    await waitFor(() => expect(window.location.hash).toBe('#/c/orders-eu'));
    await user.keyboard('{F5}');
    expect(bridge.asked).toContainEqual(expect.objectContaining({ method: 'clusters.refresh', args: ['orders-eu'] }));
  });

  it('zooms in steps and remembers it', async () => {
    const { bridge, user } = await open();
    await sidebar();
    await user.keyboard('{Control>}+{/Control}');
    await waitFor(() => expect(document.documentElement.style.getPropertyValue('zoom')).toBe('1.1'));
    expect(saved(bridge)).toContainEqual(expect.objectContaining({ zoom: 110 }));
    await user.keyboard('{Control>}0{/Control}');
    await waitFor(() => expect(document.documentElement.style.getPropertyValue('zoom')).toBe('1'));
  });

  it('keeps the place for the next start', async () => {
    const { bridge } = await open(memory(), '/c/local');
    await sidebar();
    await waitFor(() =>
      expect(saved(bridge)).toContainEqual(expect.objectContaining({ lastRoute: '/c/local', lastProfile: 'local' })),
    );
  });

  it('? shows the keys that worked', async () => {
    const { user } = await open();
    await sidebar();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    expect(within(dialog).getByText('refresh')).toBeDefined();
    expect(within(dialog).getByText('zoom in')).toBeDefined();
  });

  it('the status bar says what works while a text field has the focus', async () => {
    const { user } = await open();
    await sidebar();
    const bar = (await screen.findByRole('contentinfo')).textContent;
    expect(bar).not.toContain('leave the field');
    await user.click(await screen.findByRole('textbox', { name: /Filter/ }));
    const typing = screen.getByRole('contentinfo');
    expect(typing.textContent).toContain('leave the field');
    expect(typing.textContent).not.toContain('restart');
    await user.keyboard('{Escape}');
    expect(typing.textContent).toBe(bar);
  });

  it('the last call stands in the status bar', async () => {
    const { bridge } = await open();
    await sidebar();
    const last = { id: 1, method: 'GET', path: '/connectors', status: 503, took: 12, for: 'list refresh' } as CallRow;
    act(() => bridge.emit('calls', { last }));
    const link = await screen.findByTitle('The last call, for: list refresh');
    expect(link.textContent).toBe('GET /connectors50312 ms');
    expect(link.getAttribute('href')).toBe('#/calls');
  });

  it('the window menu is for text only', async () => {
    await open();
    const place = await sidebar();
    expect(fireEvent.contextMenu(place)).toBe(false);
    const field = document.createElement('input');
    document.body.append(field);
    expect(fireEvent.contextMenu(field)).toBe(true);
    field.remove();
  });

  it('tells Go when it is hidden', async () => {
    const { bridge } = await open();
    await sidebar();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(bridge.asked).toContainEqual(expect.objectContaining({ method: 'desktop.visible', args: [false] }));
  });
});

describe('what must not be missed', () => {
  it('certificate checks that are off are said for as long as they are', async () => {
    await open(memory(), '/c/orders-staging');
    const banner = await screen.findByText(/Certificate checks are off for orders-staging/);
    expect(
      within(banner.closest('[role="status"]') as HTMLElement).queryByRole('button', { name: /close/i }),
    ).toBeNull();
  });

  it('a keyring that keeps us waiting has two ways out', async () => {
    const { bridge, user } = await open();
    await sidebar();
    act(() => bridge.emit('keyring', { state: 'waiting', for: 'the password of orders-eu' }));
    expect(
      (await screen.findByText(/Waiting for the system keyring: the password of orders-eu/)).textContent,
    ).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Keep until the app closes' }));
    expect(bridge.asked).toContainEqual(
      expect.objectContaining({ method: 'desktop.keyringChoice', args: ['session'] }),
    );
    act(() => bridge.emit('keyring', { state: 'waiting', for: '' }));
    act(() => bridge.emit('keyring', { state: 'answered', for: '' }));
    expect(screen.queryByText(/Waiting for the system keyring/)).toBeNull();
  });

  it('what ended elsewhere is a toast that leads there', async () => {
    const { bridge, user } = await open();
    await sidebar();
    act(() =>
      bridge.emit('notice', {
        text: 'orders-v2 runs, 4 of 4 tasks.',
        tone: 'good',
        action: 'Open',
        profile: 'orders-eu',
        name: 'orders-v2',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Open' }));
    await waitFor(() => expect(window.location.hash).toBe('#/c/orders-eu/n/orders-v2'));
  });

  it('no toast covers the page that says the same', async () => {
    const ended = { text: 'It failed.', tone: 'bad', action: '', profile: 'orders-eu', name: 'orders-v2' } as const;
    const { bridge } = await open(memory(), '#/c/orders-eu/n/orders-v2/created');
    await sidebar();
    act(() => {
      bridge.emit('notice', ended);
      bridge.emit('notice', { ...ended, text: 'Another failed.', name: 'orders-v2-copy' });
    });
    expect(await screen.findByText('Another failed.')).toBeDefined();
    expect(screen.queryByText('It failed.')).toBeNull();
  });
});

describe('the clusters', () => {
  it('news about the sidebar is fetched when Go says so', async () => {
    const { bridge } = await open();
    const place = await sidebar();
    const list = await bridge.clusters.list();
    bridge.answer(
      'clusters.list',
      list.map((cluster) => ({ ...cluster, failing: cluster.id === 'local' ? 7 : 0 })),
    );
    act(() => bridge.emit('clusters', null));
    expect((await within(place).findByTitle('failing')).textContent).toContain('7');
  });

  it('are moved, and stand there at once', async () => {
    const { bridge, user } = await open();
    const place = await sidebar();
    await user.click(within(place).getByRole('button', { name: 'More for payments-eu' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Move up' }));
    expect(bridge.asked).toContainEqual(
      expect.objectContaining({
        method: 'profiles.reorder',
        args: [['payments-eu', 'orders-eu', 'orders-staging', 'lake', 'local']],
      }),
    );
    const names = within(place)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'));
    expect(names.slice(0, 2)).toEqual(['#/c/payments-eu', '#/c/orders-eu']);
  });

  it('the sandbox has no menu: it cannot be edited or deleted', async () => {
    await open();
    expect(within(await sidebar()).queryByRole('button', { name: 'More for Sandbox' })).toBeNull();
  });
});
