import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { ExportManyRequest, ExportPreview, ExportRead, ExportText, Problem } from '../../bridge/dto';
import { fixtures } from '../../bridge/fixtures';
import { memory, renderScreen } from '../../testing/render';
import { ExportManyDialog } from './export-many-dialog';

const fine: Problem = { code: '', text: '', worker: '', field: '', consent: '', action: '' };
const read: ExportRead = {
  id: 'read-7',
  read: 2,
  lines: [
    { name: 'orders-es-sink', settings: 9, secrets: ['connection.password'], problem: fine },
    { name: 'gone', settings: 0, secrets: [], problem: { ...fine, code: 'not_found', text: 'It was deleted.' } },
    { name: 'carts-redis-sink', settings: 4, secrets: [], problem: fine },
  ],
};

const preview = (...args: readonly unknown[]): ExportPreview => {
  const { files } = args[0] as ExportManyRequest;
  return {
    folder: files ? 'orders-eu connectors' : '',
    files: files ? ['orders-es-sink.json', 'carts-redis-sink.json'] : ['orders-eu connectors.sh'],
    first: {
      ...(fixtures['exports.print'] as ExportText),
      text: 'the text of orders-es-sink\n',
      spans: [],
    },
  };
};

async function open(answer: unknown = read) {
  const bridge = memory();
  bridge.answer('exports.readMany', answer);
  bridge.answer('exports.previewMany', preview);
  bridge.answer('exports.forgetRead', null);
  bridge.answer('exports.saveMany', '/home/me/orders-eu connectors.sh');
  const onClose = vi.fn();
  const rendered = await renderScreen(
    <ExportManyDialog profile="orders-eu" names={read.lines.map(({ name }) => name)} onClose={onClose} />,
    bridge,
  );
  const saved = () =>
    bridge.asked.filter(({ method }) => method === 'exports.saveMany').map(({ args }) => args[0] as ExportManyRequest);
  return { ...rendered, bridge, onClose, saved };
}

test('says of each connector whether it can be exported, and saves those that can', async () => {
  const { user, saved } = await open();
  await screen.findByText('2 of 3 can be exported');
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    expect.stringContaining('goneleft out: It was deleted.'),
    expect.stringContaining('orders-es-sink9 settings, secret: connection.password'),
    expect.stringContaining('carts-redis-sink4 settings'),
  ]);
  await user.click(screen.getByRole('button', { name: 'Save 2 connectors…' }));
  await screen.findByText('Saved as /home/me/orders-eu connectors.sh');
  expect(saved()).toEqual([
    { read: 'read-7', format: 'curl', method: 'PUT', files: false, includeSecrets: false, withLogin: true },
  ]);
});

test.each([
  ['JSON files', { format: 'json', files: true }],
  ['Properties', { format: 'properties', files: true }],
])('%s is a folder', async (choice, shape) => {
  const { user, saved } = await open();
  await user.click(screen.getByRole('radio', { name: new RegExp(`^${choice}`) }));
  await user.click(await screen.findByRole('button', { name: 'Save 2 connectors…' }));
  await waitFor(() => expect(saved()[0]).toMatchObject({ ...shape, withLogin: false, includeSecrets: false }));
});

test('shows the text of the first connector, and the file of each', async () => {
  const { user } = await open();
  expect(await screen.findByText('the text of orders-es-sink')).toBeTruthy();
  expect(screen.getByText('First connector in orders-eu connectors.sh')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: /^JSON files/ }));
  expect(await screen.findByText('orders-eu connectors/orders-es-sink.json')).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    expect.stringContaining('gone'),
    expect.stringContaining('9 settings, in orders-es-sink.json'),
    expect.stringContaining('4 settings, in carts-redis-sink.json'),
  ]);
  await user.click(screen.getByRole('radio', { name: /Include the values/ }));
  expect(await screen.findByText('orders-eu connectors/orders-es-sink.json, without the values')).toBeTruthy();
});

test('where the preview fails it can still be saved', async () => {
  const { bridge, user, saved } = await open();
  bridge.answer('exports.previewMany', { $problem: { ...fine, code: 'internal', text: 'It cannot be printed.' } });
  await user.click(screen.getByRole('radio', { name: /^JSON files/ }));
  await screen.findByText('The preview could not be made');
  await user.click(screen.getByRole('button', { name: 'Save 2 connectors…' }));
  await waitFor(() => expect(saved()).toHaveLength(1));
});

test('with the values of secrets it says so before it is saved', async () => {
  const { user, saved } = await open();
  await user.click(screen.getByRole('radio', { name: /Include the values/ }));
  await screen.findByText('1 secret will be written in clear');
  await user.click(await screen.findByRole('button', { name: 'Save 2 connectors…' }));
  await waitFor(() => expect(saved()[0]?.includeSecrets).toBe(true));
});

test('after a save, another choice says again what would be written', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Save 2 connectors…' }));
  await screen.findByText(/^Saved as/);
  await user.click(screen.getByRole('radio', { name: /Include the values/ }));
  expect(screen.getByText('1 secret will be written in clear')).toBeTruthy();
  expect(screen.queryByText(/^Saved as/)).toBeNull();
});

test('the progress of the read is not announced for every connector', async () => {
  await open((...args: readonly unknown[]) => {
    (args[2] as (step: unknown) => void)({});
    return new Promise(() => undefined);
  });
  await screen.findByText(/1 of 3 done/);
  expect(screen.getByRole('status').textContent).toBe('Reading 3 configs. Nothing is written yet.');
});

test('shows how far the read is, and closing it cancels and forgets', async () => {
  let cancelled = false;
  const { bridge, unmount } = await open((...args: readonly unknown[]) => {
    const [, , onStep, signal] = args as [string, string[], (step: unknown) => void, AbortSignal];
    onStep({});
    signal.addEventListener('abort', () => {
      cancelled = true;
    });
    return new Promise(() => undefined);
  });
  await screen.findByText(/1 of 3 done/);
  expect(screen.getByRole('button', { name: 'Save…' })).toHaveProperty('disabled', true);
  unmount();
  await waitFor(() => expect(cancelled).toBe(true));
  expect(bridge.asked.filter(({ method }) => method === 'exports.forgetRead')).toEqual([]);
});

test('what was read is forgotten when it closes', async () => {
  const { bridge, unmount } = await open();
  await screen.findByText('2 of 3 can be exported');
  unmount();
  await waitFor(() =>
    expect(bridge.asked.filter(({ method }) => method === 'exports.forgetRead').map(({ args }) => args[0])).toEqual([
      'read-7',
    ]),
  );
});

test('where nothing could be read at all it says why, and tries again', async () => {
  const { bridge, user } = await open({ $problem: { ...fine, code: 'unreachable', text: 'Nothing answers there.' } });
  await screen.findByText('The connectors were not read');
  bridge.answer('exports.readMany', read);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('2 of 3 can be exported');
});

test('where reading again fails nothing is saved: the first read is gone', async () => {
  const { bridge, user } = await open();
  await screen.findByText('2 of 3 can be exported');
  bridge.answer('exports.readMany', { $problem: { ...fine, code: 'unreachable', text: 'Nothing answers there.' } });
  await user.click(screen.getByRole('button', { name: 'Read again' }));
  await screen.findByText('The connectors were not read');
  expect(screen.getByRole('button', { name: 'Save…' })).toHaveProperty('disabled', true);
});

test('reports nothing where Go could not forget what it read', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { bridge, unmount } = await open();
  bridge.answer('exports.forgetRead', { $problem: { ...fine, code: 'internal', text: 'Nothing was dropped.' } });
  await screen.findByText('2 of 3 can be exported');
  unmount();
  await waitFor(() => expect(bridge.asked.some(({ method }) => method === 'exports.forgetRead')).toBe(true));
  await new Promise((done) => setImmediate(done));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
