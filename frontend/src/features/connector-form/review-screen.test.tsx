import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClusterSummary, ConflictView, DiffLine, Review } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { sharedKeys } from '../../shell/queries';
import { memory, renderScreen } from '../../testing/render';
import { ReviewScreen } from './review-screen';
import { sampleForm } from './session/sample-form';

const line = (key: string, kind: DiffLine['kind'], before: string, after: string): DiffLine => ({
  key,
  kind,
  before,
  after,
  list: false,
  items: [],
  items2: [],
  secret: false,
  note: '',
});
const conflict: ConflictView = {
  key: 'tasks.max',
  base: '1',
  theirs: '2',
  mine: '1',
  inBase: true,
  inThem: true,
  inMine: true,
  touched: true,
  choice: '',
  secret: false,
};
const review: Review = {
  draft: 'draft-1',
  name: 'orders',
  lines: [
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((key) => line(key, 'same', 'x', 'x')),
    line('slot.name', 'changed', 'orders_cdc', 'orders_v2'),
  ],
  added: 0,
  removed: 0,
  changed: 1,
  conflicts: [],
  openedAt: 1,
  readAt: 1,
  restart: 'Restarts the connector; its 1 task restarts if its settings change.',
  note: '',
  button: 'Save and restart 1 task',
  checks: [{ state: 'passed', text: 'Same connector class' }],
  offerTask: false,
  same: false,
  gone: false,
};
let bridge: MemoryBridge;

beforeEach(() => {
  bridge = memory();
  bridge.answer('forms.view', { ...sampleForm, mode: 'edit' });
  bridge.answer('forms.state', sampleForm.state);
  bridge.answer('forms.review', review);
});
const openReview = () => renderScreen(<ReviewScreen draft="draft-1" />, bridge);
const choiceOf = (key: string) => screen.findByRole('radiogroup', { name: `Which ${key} counts` });
const asked = (method: string) => bridge.asked.filter((call) => call.method === method);

describe('the review', () => {
  it('says with its button what restarts, and follows the connector after the save', async () => {
    bridge.answer('forms.save', {
      name: 'orders',
      took: 1,
      landed: 'yes',
      text: 'Saved.',
      problem: { code: '', text: '', worker: '', field: '', consent: '', action: '' },
    });
    const { user, visited } = await openReview();
    await screen.findByRole('button', { name: /Save and restart 1 task/ });
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(visited).toEqual(['/c/orders-eu/n/orders/created']));
    expect(asked('forms.save')[0]?.args).toEqual(['draft-1', false, expect.anything()]);
  });

  it('opens a fold of unchanged settings', async () => {
    const { user } = await openReview();
    await user.click(await screen.findByRole('button', { name: '4 unchanged settings' }));
    expect(screen.queryByRole('button', { name: /unchanged/ })).toBeNull();
  });

  it('compares again after a conflicting change elsewhere, and says that nothing was sent', async () => {
    const problem = {
      code: 'conflict',
      text: 'Somebody else changed the config. Nothing was sent.',
      worker: '',
      field: '',
      consent: '',
      action: '',
    };
    bridge.answer('forms.save', { name: 'orders', took: 1, landed: 'no', text: problem.text, problem });
    const { user, visited } = await openReview();
    await user.click(await screen.findByRole('button', { name: /Save and restart/ }));
    await screen.findByText(problem.text);
    expect(asked('forms.review')).toHaveLength(2);
    expect(visited).toEqual([]);
  });

  it('settles a key by the choice, and takes what the draft became', async () => {
    bridge.answer('forms.review', { ...review, conflicts: [conflict] });
    bridge.answer('forms.resolve', { ...review, conflicts: [{ ...conflict, choice: 'theirs' }] });
    const { user } = await openReview();
    const choice = await screen.findByRole('radiogroup', { name: 'Which tasks.max counts' });
    expect(
      within(choice)
        .getAllByRole('radio')
        .filter((each) => (each as HTMLInputElement).checked),
    ).toEqual([]);
    await user.click(within(choice).getByRole('radio', { name: 'Take theirs: 2' }));
    await waitFor(() =>
      expect(within(choice).getByRole('radio', { name: 'Take theirs: 2' })).toHaveProperty('checked', true),
    );
    expect(asked('forms.resolve')[0]?.args.slice(0, 2)).toEqual(['draft-1', { 'tasks.max': 'theirs' }]);
    await waitFor(() => expect(asked('forms.view')).toHaveLength(2));
  });

  it('settles two keys one after the other, so that the last answer is the newest', async () => {
    const other = { ...conflict, key: 'slot.name' };
    bridge.answer('forms.review', { ...review, conflicts: [conflict, other] });
    let first = (_review: Review) => {};
    bridge.answer('forms.resolve', () => new Promise<Review>((resolve) => (first = resolve)));
    const { user } = await openReview();
    await user.click(within(await choiceOf('tasks.max')).getByRole('radio', { name: 'Take theirs: 2' }));
    await user.click(within(await choiceOf('slot.name')).getByRole('radio', { name: 'Take theirs: 2' }));
    expect(asked('forms.resolve')).toHaveLength(1);
    const settled = { ...conflict, choice: 'theirs' as const };
    bridge.answer('forms.resolve', { ...review, conflicts: [settled, { ...other, choice: 'theirs' }] });
    first({ ...review, conflicts: [settled, other] });
    await waitFor(() => expect(asked('forms.resolve')).toHaveLength(2));
    await waitFor(async () =>
      expect(within(await choiceOf('slot.name')).getByRole('radio', { name: 'Take theirs: 2' })).toHaveProperty(
        'checked',
        true,
      ),
    );
  });

  it('sends nothing where the profile does not allow to edit, by no key', async () => {
    const page = await openReview();
    await screen.findByRole('button', { name: /Save and restart 1 task/ });
    act(() => {
      page.client.setQueryData<readonly ClusterSummary[]>(sharedKeys.clusters(), (all) =>
        all?.map((cluster) => ({ ...cluster, noEdit: 'Editing is off in this cluster’s profile.' })),
      );
    });
    await screen.findByText(/Editing is off/);
    await page.user.keyboard('{Control>}s{/Control}');
    expect(asked('forms.save')).toEqual([]);
  });

  it('restarts tasks too where that is offered and wanted', async () => {
    bridge.answer('forms.review', { ...review, offerTask: true, button: 'Save and restart the connector' });
    const { user } = await openReview();
    await user.click(await screen.findByRole('checkbox', { name: 'Restart the tasks too' }));
    await user.click(screen.getByRole('button', { name: /Save and restart connector and tasks/ }));
    await waitFor(() => expect(asked('forms.save')[0]?.args[1]).toBe(true));
  });

  it('offers nothing to press when there is nothing to save', async () => {
    bridge.answer('forms.review', { ...review, same: true });
    await openReview();
    expect(await screen.findByText('There is nothing to save')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Save and/ })).toBeNull();
  });
});
