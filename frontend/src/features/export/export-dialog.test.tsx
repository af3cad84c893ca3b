import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ExportRequest, ExportText } from '../../bridge/dto';
import { memory, renderScreen } from '../../testing/render';
import { ExportDialog } from './export-dialog';

/** A host that prints what it was asked for, so that a test sees which request a choice makes. */
async function open() {
  const bridge = memory();
  const answer = (request: ExportRequest): ExportText => ({
    text: `${request.format} ${request.method} ${request.bare ? 'bare' : 'whole'}\n`,
    variables: request.includeSecrets ? [] : [{ key: 'db.password', name: 'DB_PASSWORD' }],
    secrets: request.includeSecrets ? ['db.password'] : [],
    spans: [],
    settings: 4,
    readAt: 1_763_640_000_000,
    needs: '',
  });
  bridge.answer('exports.print', answer);
  const rendered = await renderScreen(
    <ExportDialog profile="orders-eu" name="orders-es-sink" onClose={() => undefined} />,
    bridge,
  );
  await screen.findByText('curl PUT whole');
  const copied = () => bridge.asked.filter(({ method }) => method === 'desktop.copyText').map(({ args }) => args[0]);
  return { ...rendered, bridge, copied };
}

test('begins as curl with no secret in it, and copies byte by byte what is shown', async () => {
  const { user, copied } = await open();
  expect(screen.getByText(/it contains no secrets/)).toBeTruthy();
  await user.keyboard('{Control>}c{/Control}');
  await waitFor(() => expect(copied()).toEqual(['curl PUT whole\n']));
});

test.each([
  ['curl, POST', 'curl POST whole'],
  ['Bare JSON', 'json PUT bare'],
  ['Properties', 'properties PUT whole'],
])('%s shows %s', async (choice, text) => {
  const { user } = await open();
  await user.click(screen.getByRole('radio', { name: new RegExp(`^${choice}`) }));
  await screen.findByText(text);
});

test('says which secrets are in the text once they are asked for', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('radio', { name: /Include the values/ }));
  await screen.findByText('In the text in clear: db.password');
  expect(screen.queryByText(/it contains no secrets/)).toBeNull();
});

test('a file that could not be written is said, and the text stays', async () => {
  const { bridge, user } = await open();
  bridge.answer('exports.saveFile', { $problem: { code: 'internal', text: 'The disk is full.', worker: '' } });
  await user.click(screen.getByRole('button', { name: /Save as a file/ }));
  await screen.findByText('The file was not written');
  expect(screen.getByText('curl PUT whole')).toBeTruthy();
});

test('a config whose secrets are not known is not exported, which is said with a way to try again', async () => {
  const { bridge, user, copied } = await open();
  const refusal = 'The worker did not describe the settings, so it is not known which of them are secrets.';
  bridge.answer('exports.print', { $problem: { code: 'unsupported', text: refusal, worker: 'no definitions' } });
  await user.click(screen.getByRole('radio', { name: /^JSON/ }));
  await screen.findByText(refusal);
  expect(screen.getByText('no definitions')).toBeTruthy();
  expect(screen.queryByText('curl PUT whole')).toBeNull();
  await user.keyboard('{Control>}c{/Control}');
  expect(copied()).toEqual([]);
  bridge.answer('exports.print', { text: 'now json\n', variables: [], secrets: [], spans: [], settings: 4, readAt: 1 });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('now json');
});

test('shows a skeleton until the text is printed', async () => {
  const bridge = memory();
  bridge.answer('exports.print', () => new Promise(() => undefined));
  await renderScreen(<ExportDialog profile="orders-eu" name="orders-es-sink" onClose={() => undefined} />, bridge);
  expect(await screen.findByRole('status', { name: 'printing the config' })).toBeTruthy();
});

test('says that a text could not be copied', async () => {
  const { bridge, user } = await open();
  bridge.answer('desktop.copyText', { $problem: { code: 'internal', text: 'The clipboard is not available.' } });
  await user.keyboard('{Control>}c{/Control}');
  await screen.findByText('The text was not copied');
  expect(screen.getByText('The clipboard is not available.')).toBeTruthy();
  expect(screen.getByText('curl PUT whole')).toBeTruthy();
});
