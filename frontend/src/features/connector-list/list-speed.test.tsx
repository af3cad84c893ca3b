import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { drawnBy } from '../../testing/draws';
import { memory, renderScreen } from '../../testing/render';
import { ConnectorListScreen } from './connector-list-screen';
import { row } from './row.fixture';

// The budgets of DESIGN.md §7: components drawn, calls over the bridge.

const many = Array.from({ length: 1_000 }, (_, index) =>
  row({
    name: `c-${String(index).padStart(4, '0')}`,
    ...(index % 5 === 0
      ? { verdict: 'failed' as const, failed: 1, running: 0, causeText: 'no', causeClass: 'x.Y' }
      : {}),
  }),
);

const asks = (bridge: MemoryBridge, wanted: string) => bridge.asked.filter(({ method }) => method === wanted).length;

/** A cluster of a thousand; `version` and `rows` play what a poll brings. */
async function list() {
  const bridge = memory();
  const next: { version: number; rows: Row[] } = { version: 1, rows: many };
  bridge.answer('clusters.rows', (_profile: string, since: number) => ({
    full: since === 0,
    rows: since < next.version ? next.rows : [],
    removed: [],
    next: next.version,
    more: false,
  }));
  const rendered = await renderScreen(<ConnectorListScreen profile="orders-eu" />, bridge);
  await screen.findByText('c-0000');
  // A frame later the page reports that the list is drawn; that call must not be counted as one of a key.
  await waitFor(() => expect(asks(bridge, 'desktop.painted')).toBe(1));
  return { ...rendered, next };
}

describe('the list of a thousand connectors', () => {
  test('J draws two rows and nothing around them, and asks Go nothing', async () => {
    const { bridge, user } = await list();
    const asked = bridge.asked.length;
    const first = await drawnBy(() => user.keyboard('j'));
    expect(first.length, first.join(' ')).toBeLessThan(60);
    const second = await drawnBy(() => user.keyboard('j'));
    expect(second.length, second.join(' ')).toBeLessThan(60);
    expect(second).not.toContain('ListToolbar');
    expect(bridge.asked.length).toBe(asked);
  });

  test('the row that gets a selection is the only one drawn', async () => {
    const { user } = await list();
    await user.keyboard('jj');
    const drawn = await drawnBy(() => user.keyboard(' '));
    expect(drawn.filter((name) => name === 'PlainCells')).toHaveLength(1);
  });

  test('a poll that found nothing new draws nothing', async () => {
    const { bridge } = await list();
    const call = (await bridge.calls.page('', 0, 1)).calls[0];
    const drawn = await drawnBy(() =>
      act(async () => {
        for (let poll = 0; poll < 3; poll += 1) {
          bridge.emit('calls', {
            last: { ...call, profile: 'orders-eu', method: 'GET', status: 200, at: Date.now() } as never,
          });
        }
        await Promise.resolve();
      }),
    );
    expect(drawn).toEqual([]);
  });

  test('one event is one question for rows, however many parts of the screen show them', async () => {
    const { bridge, next } = await list();
    expect(asks(bridge, 'clusters.rows')).toBe(1);
    Object.assign(next, {
      version: 2,
      rows: [row({ name: 'c-0001', verdict: 'failed', causeText: 'because of this' })],
    });
    act(() => bridge.emit('cluster', { profile: 'orders-eu', version: 2 }));
    await screen.findByText('because of this');
    expect(asks(bridge, 'clusters.rows')).toBe(2);
  });
});
