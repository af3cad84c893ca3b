import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Boot, ConnectorTab } from '../bridge/dto';
import { callOf, fixtures } from '../bridge/fixtures';
import { memoryBridge } from '../bridge/memory';
import { FormScreen } from '../features/connector-form/form-screen';
import { ReviewScreen } from '../features/connector-form/review-screen';
import { ConnectorListScreen } from '../features/connector-list/connector-list-screen';
import { ConnectorPageScreen } from '../features/connector-page/connector-page-screen';
import { DeleteConnectorDialog } from '../features/connector-page/delete-connector-dialog';
import { ExportDialog } from '../features/export/export-dialog';
import { PickerScreen } from '../features/plugins/picker-screen';
import { renderScreen } from '../testing/render';

// Recorded on a kind of cluster without tasks, topics, offsets, validation and definitions, which masks its secrets.
const recorded = import.meta.glob<unknown>('../bridge/fixtures/poor/*.json', { eager: true, import: 'default' });
const answers = Object.fromEntries(Object.entries(recorded).map(([path, answer]) => [callOf(path), answer]));
const boot = { ...(fixtures['desktop.boot'] as Boot), clusters: answers['clusters.list'] };
const poor = () => memoryBridge({ ...fixtures, ...answers, 'desktop.boot': boot });
const lacking = 'This kind of cluster does not offer that.';

describe('a kind of cluster that can do little', () => {
  test('lists its connectors, and says at each bulk action why it cannot be done', async () => {
    const { user } = await renderScreen(<ConnectorListScreen profile="poor" />, poor());
    await screen.findByRole('checkbox', { name: 'Select rates' });
    await user.keyboard('{Control>}a{/Control}');
    const bar = within(await screen.findByRole('region', { name: 'Selection' }));
    for (const name of ['Pause', 'Enable', 'Stop…']) {
      const button = bar.getByRole('button', { name });
      expect([button.hasAttribute('disabled'), button.title]).toEqual([true, lacking]);
    }
  });

  test.each<[ConnectorTab, RegExp]>([
    ['overview', /^The connector is running\.$/],
    ['tasks', /does not offer that/],
    ['config', /does not describe the settings/],
    ['topics', /does not offer that/],
    ['offsets', /does not offer that/],
    ['calls', /./],
  ])('the tab %s says what there is', async (tab, words) => {
    await renderScreen(<ConnectorPageScreen profile="poor" name="rates" tab={tab} />, poor());
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(screen.queryByText(/There is no fixture/)).toBeNull();
  });

  test('the picker offers a plugin that it knows nothing about', async () => {
    await renderScreen(<PickerScreen profile="poor" />, poor());
    expect(await screen.findByText(/does not describe the settings/)).toBeDefined();
  });

  test.each(['draft-1', 'draft-2'])('the form %s shows the keys as they are, and says so', async (draft) => {
    await renderScreen(<FormScreen draft={draft} at={undefined} />, poor());
    expect((await screen.findAllByText(/does not describe the settings/)).length).toBeGreaterThan(0);
    expect((await screen.findAllByText('connector.class')).length).toBeGreaterThan(0);
  });

  test('the review shows what changes, and no mention of tasks that restart', async () => {
    await renderScreen(<ReviewScreen draft="draft-2" />, poor());
    expect(await screen.findByRole('button', { name: /^Save and restart the connector/ })).toBeDefined();
    expect((await screen.findAllByText(/rates\.v2/)).length).toBeGreaterThan(0);
  });

  test('a secret that the cluster does not show is said to be set, and nothing stands for its value', async () => {
    await renderScreen(<ConnectorPageScreen profile="poor" name="rates" tab="config" />, poor());
    expect((await screen.findAllByText('set, not shown by this cluster')).length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Show pin' })).toBeNull();
    expect(screen.queryByText('********')).toBeNull();
  });

  test('the review compares it with what was typed, not with the mask', async () => {
    await renderScreen(<ReviewScreen draft="draft-2" />, poor());
    expect((await screen.findAllByText(/set, not shown by this cluster/)).length).toBeGreaterThan(0);
    expect(screen.queryByText('********')).toBeNull();
  });

  test('an export leaves out what the cluster masks or has added', async () => {
    await renderScreen(<ExportDialog profile="poor" name="rates" onClose={() => undefined} />, poor());
    expect((await screen.findAllByText(/<secret: pin>/)).length).toBeGreaterThan(0);
    expect(screen.queryByText(/service\.id/)).toBeNull();
  });

  test('a delete says what stays behind, and nothing of a consumer group', async () => {
    await renderScreen(<DeleteConnectorDialog profile="poor" name="rates" onClose={() => undefined} />, poor());
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('as far as the cluster reports')).toBeDefined();
    expect(dialog.queryByText(/onsumer group/)).toBeNull();
  });
});
