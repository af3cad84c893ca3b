import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClusterSummary } from '../bridge/dto';
import type { MemoryBridge } from '../bridge/memory';
import { memory } from '../testing/render';
import { App } from './app';
import { askBoot } from './ask-boot';
import { start } from './start';

const refusal = {
  $problem: {
    code: 'consent',
    text: 'You are about to restart 4 failed tasks of orders-es-sink on orders-eu, a production cluster. Nothing has been sent yet.',
    worker: '',
    consent: 'q1',
    action: 'restart 4 failed tasks',
  },
};

/** orders-eu, locked: like Go, it accepts a change once the person has allowed it. */
async function production(change: Partial<ClusterSummary> = {}) {
  const bridge = memory();
  const boot = await bridge.desktop.boot();
  const clusters = boot.clusters.map((cluster) => (cluster.id === 'orders-eu' ? { ...cluster, ...change } : cluster));
  bridge.answer('desktop.boot', { ...boot, clusters });
  bridge.answer('connectors.act', () =>
    bridge.asked.some(({ method }) => method === 'clusters.allow')
      ? { kind: 'settling' }
      : Promise.reject(new Error(JSON.stringify(refusal.$problem))),
  );
  for (const method of ['clusters.allow', 'clusters.lock', 'clusters.prolong'] as const) {
    bridge.answer(method, null);
  }
  window.location.hash = '#/c/orders-eu';
  const asked = askBoot(bridge);
  render(<App {...(await start(asked))} />);
  await screen.findByText('orders-es-sink');
  return { bridge, host: asked.bridge, clusters, user: userEvent.setup() };
}

const asks = (bridge: MemoryBridge, method: string) => bridge.asked.filter((call) => call.method === method);
/** The confirmation dialog, with the focus on its button. */
async function dialog() {
  const asking = await screen.findByRole('dialog', { name: 'Restart 4 failed tasks?' });
  await waitFor(() =>
    expect(document.activeElement).toBe(within(asking).getByRole('button', { name: 'Restart 4 failed tasks' })),
  );
  return asking;
}

async function becomes(bridge: MemoryBridge, clusters: readonly ClusterSummary[], change: Partial<ClusterSummary>) {
  bridge.answer(
    'clusters.list',
    clusters.map((cluster) => (cluster.id === 'orders-eu' ? { ...cluster, ...change } : cluster)),
  );
  await act(async () => {
    bridge.emit('clusters', null);
    await Promise.resolve();
  });
}

beforeEach(() => {
  window.location.hash = '';
});

describe('a production cluster', () => {
  it('asks before a change, and sends it again once it is allowed', async () => {
    const { bridge, host, user } = await production();
    const sent = host.connectors.act('orders-eu', 'orders-es-sink', 'restart_failed', -1);
    const asking = await dialog();
    expect(asking.textContent).toContain('You are about to restart 4 failed tasks of orders-es-sink on orders-eu');
    // There when the dialog opens: nothing may move the choices afterwards.
    within(asking).getByText('POST /connectors/orders-es-sink/restart?includeTasks=true&onlyFailed=true');
    expect(asks(bridge, 'clusters.question').map(({ args }) => args.slice(0, 2))).toEqual([['orders-eu', 'q1']]);
    await user.keyboard('{Enter}');
    await sent;
    expect(asks(bridge, 'clusters.allow').map(({ args }) => args)).toEqual([['orders-eu', 'q1', false]]);
    expect(asks(bridge, 'connectors.act')).toHaveLength(2);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is unlocked for 15 minutes by 2 and Enter', async () => {
    const { bridge, host, user } = await production();
    const sent = host.connectors.act('orders-eu', 'orders-es-sink', 'restart_failed', -1);
    const asking = await dialog();
    await user.keyboard('2');
    await within(asking).findByRole('button', { name: 'Unlock and restart 4 failed tasks' });
    await user.keyboard('{Enter}');
    await sent;
    expect(asks(bridge, 'clusters.allow').map(({ args }) => args)).toEqual([['orders-eu', 'q1', true]]);
  });

  it('sends nothing when the question is closed', async () => {
    const { bridge, host, user } = await production();
    const sent = host.connectors
      .act('orders-eu', 'orders-es-sink', 'restart_failed', -1)
      .catch((reason: unknown) => reason);
    await dialog();
    await user.keyboard('{Escape}');
    expect(await sent).toMatchObject({ code: 'canceled' });
    expect([asks(bridge, 'connectors.act').length, asks(bridge, 'clusters.allow').length]).toEqual([1, 0]);
  });

  it('says how long it is unlocked, and L locks it', async () => {
    const { bridge, user } = await production({ unlockedUntil: Date.now() + 872_000, unlockedChanges: 0 });
    expect(screen.getByText(/^14:3\d left$/)).toBeDefined();
    await waitFor(() => expect(screen.getByRole('contentinfo').textContent).toContain('lock changes'));
    await user.keyboard('l');
    expect(asks(bridge, 'clusters.lock').map(({ args }) => args)).toEqual([['orders-eu']]);
  });

  it('says so where it could not be locked', async () => {
    const { bridge, user } = await production({ unlockedUntil: Date.now() + 872_000, unlockedChanges: 0 });
    await waitFor(() => expect(screen.getByRole('contentinfo').textContent).toContain('lock changes'));
    bridge.answer('clusters.lock', () => Promise.reject(new Error('broken')));
    await user.keyboard('l');
    await screen.findByText(/The cluster was not locked/);
  });

  it('offers more time in the last minute, and says what was changed when it is locked again', async () => {
    const { bridge, clusters, user } = await production({ unlockedUntil: Date.now() + 48_000, unlockedChanges: 3 });
    await user.click(await screen.findByRole('button', { name: '15 more minutes' }));
    expect(asks(bridge, 'clusters.prolong').map(({ args }) => args)).toEqual([['orders-eu']]);
    await becomes(bridge, clusters, { unlockedUntil: 0, unlockedChanges: 0 });
    expect((await screen.findByText(/^Locked at/)).textContent).toContain('3 changes were made while it was unlocked.');
    await user.keyboard('l');
    expect(asks(bridge, 'clusters.lock')).toEqual([]);
  });
});
