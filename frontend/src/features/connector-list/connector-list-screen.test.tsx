import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ClusterState, Row } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { clusterQuery } from '../../shell/queries';
import { memory, renderScreen } from '../../testing/render';
import { ConnectorListScreen } from './connector-list-screen';
import { row } from './row.fixture';

const shown = () =>
  screen
    .getAllByRole('row')
    .map((line) => within(line).queryByRole('checkbox')?.getAttribute('aria-label') ?? '')
    .filter((label) => label.startsWith('Select ') && label !== 'Select all shown')
    .map((label) => label.replace('Select ', ''));

/** A cluster whose rows a test can change. */
function cluster(bridge: MemoryBridge, first: Row[]) {
  let version = 1;
  let changes: Row[] = first;
  bridge.answer('clusters.rows', (_profile: string, since: number) => ({
    full: since === 0,
    rows: since < version ? changes : [],
    removed: [],
    next: version,
    more: false,
  }));
  return async (rows: Row[]) => {
    version += 1;
    changes = rows;
    act(() => bridge.emit('cluster', { profile: 'orders-eu', version }));
    await waitFor(() =>
      expect(bridge.asked.filter(({ method }) => method === 'clusters.rows').at(-1)?.args[1]).toBe(version - 1),
    );
    await act(async () => Promise.resolve());
  };
}

const three = [
  row({ name: 'a' }),
  row({ name: 'b' }),
  row({ name: 'c', verdict: 'failed', failed: 1, running: 0, causeText: 'no' }),
];

async function list(rows = three, profile = 'orders-eu', unlockedUntil = 0) {
  const bridge = memory();
  const boot = await bridge.desktop.boot();
  bridge.answer('desktop.boot', { ...boot, clusters: boot.clusters.map((one) => ({ ...one, unlockedUntil })) });
  const change = cluster(bridge, rows);
  const rendered = await renderScreen(<ConnectorListScreen profile={profile} />, bridge);
  await screen.findByText(rows[0]?.name ?? '');
  return { ...rendered, change };
}

describe('the list of connectors', () => {
  test('worst first, and sorts again after a change while the list is not in use', async () => {
    const { change } = await list();
    expect(shown()).toEqual(['c', 'a', 'b']);
    await change([row({ name: 'b', verdict: 'failed', causeText: 'no' })]);
    await waitFor(() => expect(shown()).toEqual(['b', 'c', 'a']));
  });

  test('keeps its order while rows are selected, says so, and sorts again on request', async () => {
    const { change, user } = await list();
    await user.click(screen.getByRole('checkbox', { name: 'Select a' }));
    await change([row({ name: 'b', verdict: 'failed', causeText: 'no' })]);
    await screen.findByText('Order changed');
    expect(shown()).toEqual(['c', 'a', 'b']);
    await user.click(screen.getByRole('button', { name: 'Sort again' }));
    expect(shown()).toEqual(['b', 'c', 'a']);
    // The selection is by name.
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select a' }).checked).toBe(true);
  });

  test('a selected connector that is deleted elsewhere leaves the selection, and a new one of its name is not in it', async () => {
    const { bridge, user } = await list();
    await user.click(screen.getByRole('checkbox', { name: 'Select b' }));
    bridge.answer('clusters.rows', () => ({ full: false, rows: [], removed: ['b'], next: 2, more: false }));
    act(() => bridge.emit('cluster', { profile: 'orders-eu', version: 2 }));
    await waitFor(() => expect(screen.queryByText('1 selected')).toBeNull());
    bridge.answer('clusters.rows', () => ({
      full: false,
      rows: [row({ name: 'b' })],
      removed: [],
      next: 3,
      more: false,
    }));
    act(() => bridge.emit('cluster', { profile: 'orders-eu', version: 3 }));
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Select b' });
    expect(box.checked).toBe(false);
  });

  test('a late answer to opening the cluster does not replace a newer state', async () => {
    const bridge = memory();
    cluster(bridge, three);
    const ready = await bridge.clusters.state('orders-eu');
    let answer: (state: unknown) => void = () => undefined;
    bridge.answer('clusters.open', () => new Promise((resolve) => (answer = resolve)));
    bridge.answer('clusters.state', ready);
    await renderScreen(<ConnectorListScreen profile="orders-eu" />, bridge);
    await screen.findByRole('button', { name: /New connector/ });
    await act(async () => {
      answer({ ...ready, phase: 'connecting' });
      await Promise.resolve();
    });
    expect(screen.getByRole('button', { name: /New connector/ })).toBeTruthy();
  });

  test('restarts what has failed with R; a production cluster is asked about by the guard', async () => {
    const { bridge, user } = await list();
    await user.keyboard('j');
    await user.keyboard('r');
    expect(bridge.asked.filter(({ method }) => method === 'connectors.act').map(({ args }) => args)).toEqual([
      ['orders-eu', 'c', 'restart_failed', -1],
    ]);
  });

  test('while unlocked a stop asks, a bulk run begins with the selected names, and the selection survives', async () => {
    const { bridge, user } = await list(three, 'orders-eu', Date.now() + 600_000);
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: /^Stop/ }));
    const dialog = await screen.findByRole('dialog');
    expect(bridge.asked.some(({ method }) => method === 'clusters.bulk')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: /^Stop 3 connectors/ }));
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'clusters.bulk')?.args).toEqual([
        'orders-eu',
        'stop',
        ['a', 'b', 'c'],
        '',
      ]),
    );
    expect(screen.getByText('3 selected')).toBeTruthy();
  });

  test('a bulk delete says what stays behind, wants the number on production, and is followed', async () => {
    const { bridge, user } = await list();
    bridge.answer('clusters.deleteFacts', {
      connectors: 3,
      running: 2,
      topics: ['orders', 'returns'],
      groups: ['connect-a'],
      offsetsStay: true,
      unread: ['c'],
      confirmByCount: true,
      storedDays: 30,
      storesWhere: 'sealed',
    });
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('orders, returns')).toBeTruthy();
    expect(dialog.textContent).toContain('will not be deleted: c');
    const button = within(dialog).getByRole('button', { name: 'Delete 3 connectors' });
    expect(button).toHaveProperty('disabled', true);
    await user.type(within(dialog).getByLabelText('Type the number of connectors'), '2');
    await user.keyboard('{Enter}');
    expect(bridge.asked.some(({ method }) => method === 'clusters.bulk')).toBe(false);
    await user.keyboard('{Backspace}3{Enter}');
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'clusters.bulk')?.args).toEqual([
        'orders-eu',
        'delete',
        ['a', 'b', 'c'],
        '3',
      ]),
    );
    expect(await screen.findByRole('region', { name: 'Bulk run' })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a bulk delete that cannot say what stays behind sends nothing', async () => {
    const { bridge, user } = await list();
    bridge.answer('clusters.deleteFacts', {
      $problem: { code: 'timeout', text: 'No answer.', worker: '', field: '', consent: '', action: '' },
    });
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('No answer.')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Delete 3 connectors' })).toHaveProperty('disabled', true);
  });

  test('a stop on a locked production cluster is asked about by the guard alone', async () => {
    const { bridge, user } = await list();
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: /^Stop/ }));
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'clusters.bulk')?.args.slice(0, 2)).toEqual([
        'orders-eu',
        'stop',
      ]),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('where the cluster cannot restart neither R nor the row does', async () => {
    const { bridge, user, client } = await list();
    const key = clusterQuery(bridge, 'orders-eu').queryKey;
    act(() => {
      client.setQueryData<ClusterState>(key, (state) =>
        state === undefined
          ? state
          : { ...state, actions: state.actions.map((each) => ({ ...each, why: 'This cluster cannot do that.' })) },
      );
    });
    await user.keyboard('jr');
    expect(bridge.asked.some(({ method }) => method === 'connectors.act')).toBe(false);
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Restart \d+ failed/ })).toBeNull());
  });

  test('a read-only cluster offers no change, by button or key, and says why', async () => {
    const { bridge, user } = await list(three, 'payments-eu');
    await user.keyboard('jr');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: /Restart/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /New connector/ })).toBeNull();
    await screen.findByText(/This profile is read-only/);
    expect(bridge.asked.some(({ method }) => method === 'connectors.act')).toBe(false);
  });

  test('a cluster that is down says which step failed, and tries again when asked', async () => {
    const bridge = memory();
    cluster(bridge, []);
    const { user } = await renderScreen(<ConnectorListScreen profile="lake" />, bridge);
    await screen.findByText(/Down since/);
    expect(screen.getByText('connection refused')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(bridge.asked.some(({ method }) => method === 'clusters.refresh')).toBe(true);
  });

  test('an old answer stays, and nothing can be changed before there is a new one', async () => {
    const { user } = await list(three, 'orders-staging');
    expect(screen.getByText(/was lost before there was an answer/)).toBeTruthy();
    await user.keyboard('jr');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a filter without hits can be cleared', async () => {
    const { user } = await list();
    await user.type(screen.getByRole('textbox', { name: 'Filter connectors' }), 'class:Nothing');
    expect(screen.getByText('No connector matches the filter')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(shown()).toHaveLength(3);
  });

  test('reads all pages of a big cluster, and shows them', async () => {
    const bridge = memory();
    const all = Array.from({ length: 1_200 }, (_, index) => row({ name: `c-${String(index)}` }));
    bridge.answer('clusters.rows', (_profile: string, since: number, limit: number) => ({
      full: since === 0,
      rows: all.slice(since, since + limit),
      removed: [],
      next: Math.min(since + limit, all.length),
      more: since + limit < all.length,
    }));
    await renderScreen(<ConnectorListScreen profile="orders-eu" />, bridge);
    await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1201'));
  });
});
