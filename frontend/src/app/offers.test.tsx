import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { drawnBy } from '../testing/draws';
import { Offers } from '../testing/offers';
import { memory } from '../testing/render';
import type { Offer } from '../ui/keys/registry';
import { App } from './app';
import { askBoot } from './ask-boot';
import { start } from './start';

// The window beside which a command palette would stand: the notices are drawn inside the app's providers.
const seen = vi.hoisted(() => ({ offers: [] as readonly Offer[] }));
vi.mock('./status-bar', async (original) => {
  const { StatusBar } = await original<typeof import('./status-bar')>();
  const listen = (offers: readonly Offer[]) => {
    seen.offers = offers;
  };
  return {
    StatusBar: () => (
      <>
        <StatusBar />
        <Offers onChange={listen} />
      </>
    ),
  };
});

const ids = () => seen.offers.filter((offer) => !offer.motion && offer.unavailable === '').map((offer) => offer.id);

async function open(address: string) {
  window.location.hash = address;
  const bridge = memory();
  const user = userEvent.setup();
  render(<App {...(await start(askBoot(bridge)))} />);
  await screen.findByRole('main');
  return { bridge, user };
}

beforeEach(() => {
  window.location.hash = '';
});

test('on the list all that can be done is offered: to the cluster, to the connector under the cursor, everywhere', async () => {
  const { user } = await open('/c/orders-eu');
  await screen.findByText('orders-es-sink');
  expect(ids()).toEqual(expect.arrayContaining(['List.create', 'List.about', 'Cluster.edit', 'Everywhere.addCluster']));
  expect(ids()).not.toContain('List.delete');
  await user.keyboard('j');
  await waitFor(() => expect(ids()).toEqual(expect.arrayContaining(['List.delete', 'List.export', 'List.pause'])));
});

test('what is offered can be run without a key', async () => {
  const { user } = await open('/c/orders-eu');
  await screen.findByText('orders-es-sink');
  await user.keyboard('j');
  await waitFor(() => expect(ids()).toContain('List.edit'));
  seen.offers.find(({ id }) => id === 'List.edit')?.run();
  await waitFor(() => expect(window.location.hash).toContain('/edit'));
});

test('on a page of a connector its changes are offered in the words of what they touch', async () => {
  await open('/c/orders-eu/n/orders-es-sink');
  await waitFor(() => expect(ids()).toEqual(expect.arrayContaining(['Connector.delete', 'Connector.export'])));
  const restart = seen.offers.find(({ id }) => id === 'Connector.restart_failed');
  expect(restart?.label).toMatch(/^Restart \d+ failed tasks?$/);
});

test('a read-only cluster offers no change', async () => {
  await open('/c/lake');
  await waitFor(() => expect(ids()).toContain('List.about'));
  expect(ids().filter((id) => /create|delete|pause|restart/.test(id) && id !== 'Cluster.delete')).toEqual([]);
});

test('the status bar is drawn again only when something with a key changes', async () => {
  const { user } = await open('/c/orders-eu');
  await screen.findByText('orders-es-sink');
  await user.keyboard('j');
  const drawn = await drawnBy(() => user.keyboard('j'));
  expect(drawn).not.toContain('KeyHint');
});
