import { render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Boot } from '../bridge/dto';
import type { MemoryBridge } from '../bridge/memory';
import { drawnBy } from '../testing/draws';
import { memory } from '../testing/render';
import { App } from './app';
import { type Asked, askBoot } from './ask-boot';
import { start } from './start';

/** A window whose boot response has the list of orders-eu. */
async function withFirstList(): Promise<MemoryBridge> {
  const bridge = memory();
  const boot: Boot = {
    ...(await bridge.desktop.boot()),
    open: 'orders-eu',
    opened: true,
    state: await bridge.clusters.state('orders-eu'),
    rows: await bridge.clusters.rows('orders-eu', 0, 500),
  };
  boot.settings.lastRoute = '';
  bridge.answer('desktop.boot', boot);
  return bridge;
}

const listCalls = (bridge: MemoryBridge, before: number) =>
  bridge.asked
    .slice(before)
    .map(({ method }) => method)
    .filter((method) => ['clusters.open', 'clusters.state', 'clusters.rows', 'clusters.list'].includes(method));

async function open(asked: Asked) {
  render(<App {...(await start(asked))} />);
  await screen.findByText('orders-es-sink');
}

beforeEach(() => {
  window.location.hash = '';
});

describe('the first list', () => {
  it('is drawn from boot alone', async () => {
    const bridge = await withFirstList();
    const before = bridge.asked.length;
    await open(askBoot(bridge));
    await waitFor(() => expect(bridge.asked.map(({ method }) => method)).toContain('desktop.saveSettings'));
    expect(listCalls(bridge, before)).toEqual([]);
  });

  it('is drawn once, and remembering its address draws nothing', async () => {
    const bridge = await withFirstList();
    const asked = askBoot(bridge);
    const drawn = await drawnBy(async () => {
      await open(asked);
      await waitFor(() => expect(bridge.asked.map(({ method }) => method)).toContain('desktop.saveSettings'));
    });
    const times = new Map<string, number>();
    for (const name of drawn) {
      times.set(name, (times.get(name) ?? 0) + 1);
    }
    const rows = screen.getAllByRole('row').length - 1;
    expect([times.get('RowLine'), times.get('TypeCell')]).toEqual([rows, rows]);
    expect(times.get('Frame')).toBe(1);
    expect(times.get('Sidebar')).toBe(1);
  });

  it('is asked for as usual where there was news before it could be drawn', async () => {
    const bridge = await withFirstList();
    const before = bridge.asked.length;
    const asked = askBoot(bridge);
    bridge.emit('cluster', { profile: 'orders-eu', version: 99 });
    await open(asked);
    await waitFor(() => expect(listCalls(bridge, before)).toEqual(['clusters.rows', 'clusters.open']));
  });

  it('is asked for again when another cluster was open meanwhile', async () => {
    const bridge = await withFirstList();
    await open(askBoot(bridge));
    window.location.hash = '#/c/local';
    await waitFor(() => expect(bridge.asked).toContainEqual({ method: 'clusters.open', args: ['local'] }));
    window.location.hash = '#/c/orders-eu';
    await waitFor(() => expect(bridge.asked).toContainEqual({ method: 'clusters.open', args: ['orders-eu'] }));
  });
});
