import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import type { MemoryBridge } from '../bridge/memory';
import { CallsScreen } from '../features/calls/calls-screen';
import { CreatedScreen } from '../features/connector-created/created-screen';
import { EditScreen } from '../features/connector-form/edit-screen';
import { FormScreen } from '../features/connector-form/form-screen';
import { ReviewScreen } from '../features/connector-form/review-screen';
import { ConnectorPageScreen } from '../features/connector-page/connector-page-screen';
import { DraftsScreen } from '../features/drafts/drafts-screen';
import { ExportDialog } from '../features/export/export-dialog';
import { PickerScreen } from '../features/plugins/picker-screen';
import { memory, renderScreen } from '../testing/render';

type Method = Parameters<MemoryBridge['answer']>[0];

const profile = 'orders-eu';
const name = 'orders-es-sink';
const tab = (wanted: 'overview' | 'config' | 'topics' | 'offsets' | 'calls') => (
  <ConnectorPageScreen profile={profile} name={name} tab={wanted} />
);

// Each screen, and the answer without which it has nothing to show.
const screens: readonly (readonly [what: string, shown: ReactElement, needs: Method])[] = [
  ['the page of a connector', tab('overview'), 'connectors.detail'],
  ['its config', tab('config'), 'connectors.config'],
  ['its topics', tab('topics'), 'connectors.topics'],
  ['its offsets', tab('offsets'), 'connectors.offsets'],
  ['its calls', tab('calls'), 'calls.page'],
  ['the page after a create', <CreatedScreen key="created" profile={profile} name={name} />, 'connectors.detail'],
  ['the picker', <PickerScreen key="picker" profile={profile} />, 'plugins.list'],
  ['a form', <FormScreen key="form" draft="draft-1" at={undefined} />, 'forms.view'],
  ['an edit', <EditScreen key="edit" profile={profile} name={name} at={undefined} />, 'forms.startEdit'],
  ['a review', <ReviewScreen key="review" draft="draft-1" />, 'forms.view'],
  ['the drafts', <DraftsScreen key="drafts" />, 'drafts.list'],
  ['the calls', <CallsScreen key="calls" profile="" />, 'calls.page'],
  ['an export', <ExportDialog key="export" profile={profile} name={name} onClose={() => undefined} />, 'exports.print'],
];

describe('a screen whose answer', () => {
  test.each(screens)('is on its way shows that it loads: %s', async (_what, shown, needs) => {
    const bridge = memory();
    bridge.answer(needs, () => new Promise(() => undefined));
    await renderScreen(shown, bridge);
    const waits = await screen.findAllByRole('status');
    expect(waits.map((each) => each.getAttribute('aria-label') ?? '')).toEqual(
      expect.arrayContaining([expect.stringMatching(/\w/)]),
    );
  });

  test.each(screens)('failed says why, and can be asked again: %s', async (_what, shown, needs) => {
    const bridge = memory();
    const text = 'Nothing is listening on localhost:8083. Nothing was changed. Check that the worker is running.';
    bridge.answer(needs, { $problem: { code: 'unreachable', text, worker: '', field: '', consent: '', action: '' } });
    const { user } = await renderScreen(shown, bridge);
    expect(await screen.findByText(text)).toBeDefined();
    const before = bridge.asked.filter(({ method }) => method === needs).length;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(bridge.asked.filter(({ method }) => method === needs).length).toBeGreaterThan(before);
  });
});
