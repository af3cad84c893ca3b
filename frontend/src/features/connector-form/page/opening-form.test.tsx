import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { memory, renderScreen } from '../../../testing/render';
import { EditScreen } from '../edit-screen';
import { FormScreen } from '../form-screen';
import { ReviewScreen } from '../review-screen';

const waiting = () => new Promise(() => undefined);

test.each([
  ['a draft', <FormScreen key="form" draft="draft-slow" at={undefined} />],
  ['an edit', <EditScreen key="edit" profile="orders-eu" name="orders-es-sink" at={undefined} />],
  ['a review', <ReviewScreen key="review" draft="draft-slow" />],
])('%s that is on its way shows where its parts will stand, and can be left', async (_what, shown) => {
  const bridge = memory();
  bridge.answer('forms.view', waiting);
  bridge.answer('forms.startEdit', waiting);
  const { user, visited } = await renderScreen(shown, bridge);
  const skeleton = await screen.findByRole('status', { name: 'Opening the form' });
  // Said once, not once for every bar.
  expect(within(skeleton).queryAllByRole('img')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(visited).toEqual(['back']);
});
