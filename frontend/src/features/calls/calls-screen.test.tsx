import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { memory, renderScreen } from '../../testing/render';
import { CallsScreen } from './calls-screen';

const page = { calls: [], stored: 3, last: 3, since: 1_763_640_000_000 };

test('says of which cluster and since when, and Esc leads back', async () => {
  const bridge = memory();
  bridge.answer('calls.page', page);
  const { user, visited } = await renderScreen(<CallsScreen profile="orders-eu" />, bridge);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Calls to orders-eu');
  await screen.findByText(/^3 calls since /);
  await user.keyboard('{Escape}');
  expect(visited).toEqual(['back']);
});

test('without a cluster it shows the calls to all of them', async () => {
  const bridge = memory();
  bridge.answer('calls.page', page);
  await renderScreen(<CallsScreen profile="" />, bridge);
  await screen.findByText('No calls so far');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Calls');
  expect(bridge.asked.find(({ method }) => method === 'calls.page')?.args[0]).toBe('');
});

test('one read of the log serves the head and the table', async () => {
  const bridge = memory();
  bridge.answer('calls.page', page);
  await renderScreen(<CallsScreen profile="orders-eu" />, bridge);
  await screen.findByText('No calls so far');
  expect(bridge.asked.filter(({ method }) => method === 'calls.page')).toHaveLength(1);
});
