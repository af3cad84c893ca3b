import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ConnectorDetail } from '../../bridge/dto';
import { fixtures } from '../../bridge/fixtures';
import { memory, renderScreen } from '../../testing/render';
import { CreatedScreen } from './created-screen';

const detail = fixtures['connectors.detail'] as ConnectorDetail;
const words = 'Create failed: The subnet has no addresses left. There is no connector new. The draft is still stored.';

function created(change: Partial<ConnectorDetail>, follow: Partial<ConnectorDetail['follow']>, bridge = memory()) {
  const steps: ConnectorDetail['follow']['steps'] = [];
  bridge.answer('connectors.detail', {
    ...detail,
    ...change,
    follow: { ...detail.follow, action: 'create', draft: 'draft-1', steps, ...follow },
  });
  return renderScreen(<CreatedScreen profile="orders-eu" name="new" />, bridge);
}

test('says how long a change is followed that the service carries out', async () => {
  await created({}, { state: 'following', text: 'Create accepted.', limit: 'Followed for 30 min at most.' });
  expect(await screen.findByText('Followed for 30 min at most.')).toBeDefined();
});

test('goes back to the draft where a create that failed left no connector', async () => {
  const { user, visited } = await created({ gone: true }, { state: 'failed', text: words });
  expect(await screen.findByText(words)).toBeDefined();
  expect(screen.queryByText(/The connector exists now/)).toBeNull();
  expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
  await user.keyboard('{Enter}');
  expect(visited).toEqual([]);
  await user.click(screen.getByRole('button', { name: /Back to the form/ }));
  expect(visited[0]).toMatch(/^\/form\/draft-1/);
});

test('R pressed twice sends one restart', async () => {
  const bridge = memory();
  bridge.answer('connectors.act', () => new Promise(() => undefined));
  const { user } = await created({}, { state: 'failed', text: 'A task has failed.' }, bridge);
  await screen.findByText('A task has failed.');
  await user.keyboard('rr');
  expect(bridge.asked.filter(({ method }) => method === 'connectors.act')).toHaveLength(1);
});

test.each([
  ['running', 1],
  ['not_reached', 0],
] as const)('lists the tasks once they are those of the change: %s', async (state, tables) => {
  const texts = { id: 'tasks', title: 'Tasks running', fact: '', hint: '', fix: '', raw: '' } as const;
  const step = { ...texts, state, took: 0, facts: [], chain: [] };
  await created({}, { state: 'following', text: 'Saved.', steps: [step] });
  await screen.findByText('Saved.');
  expect(screen.queryAllByRole('table')).toHaveLength(tables);
});

test.each([
  ['create', 1],
  ['save', 0],
] as const)('offers to create another after a %s: %i', async (action, buttons) => {
  await created(
    { row: { ...detail.row, verdict: 'running' }, causes: [] },
    { action, state: 'settled', text: 'Its task is running.' },
  );
  await screen.findByText('Its task is running.');
  expect(screen.queryAllByRole('button', { name: /another/ })).toHaveLength(buttons);
});
