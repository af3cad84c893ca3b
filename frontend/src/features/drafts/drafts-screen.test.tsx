import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DraftsView } from '../../bridge/dto';
import { fixtures } from '../../bridge/fixtures';
import { memory, renderScreen } from '../../testing/render';
import { DraftsScreen } from './drafts-screen';

test('Enter pressed twice recreates a deleted connector once', async () => {
  const bridge = memory();
  bridge.answer('drafts.list', { ...(fixtures['drafts.list'] as DraftsView), drafts: [] });
  bridge.answer('forms.startDeleted', () => new Promise(() => undefined));
  const { user } = await renderScreen(<DraftsScreen />, bridge);
  await screen.findAllByText('tickets-http-sink');
  await user.keyboard('{Enter}{Enter}');
  expect(bridge.asked.filter(({ method }) => method === 'forms.startDeleted')).toHaveLength(1);
});
