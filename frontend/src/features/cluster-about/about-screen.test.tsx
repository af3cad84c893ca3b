import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClusterAbout, KeySearch, PluginAbout, Step } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { AboutScreen } from './about-screen';
import { asText, grouped } from './model';

const plugin = (
  short: string,
  kind: PluginAbout['kind'],
  version: string,
  more: Partial<PluginAbout> = {},
): PluginAbout => ({
  class: `io.example.${short}`,
  short,
  package: 'io.example',
  kind,
  version,
  settings: -1,
  inUse: 0,
  ...more,
});
const about: ClusterAbout = {
  version: '4.1.0',
  commit: '13f70256db3c994c',
  kafkaClusterId: '5L6g3nShT-eMCtK--X86sw',
  askedAt: Date.UTC(2025, 10, 20, 12, 21, 4),
  workers: [
    { worker: 'connect-1:8083', connectors: 14, tasks: 61, failed: 3, silent: false },
    { worker: 'connect-2:8083', connectors: 1, tasks: 1, failed: 0, silent: true },
  ],
  plugins: [
    plugin('OrdersSource', 'source', '3.2.1', { settings: 149, inUse: 4 }),
    plugin('OrdersSource', 'source', '3.1.3'),
    plugin('IndexSink', 'sink', '14.1.2'),
    plugin('JsonConverter', 'converter', ''),
  ],
  connectorsOnly: '',
  groupId: 'connect-orders',
  abilities: [
    { title: 'Pause and resume', why: '' },
    { title: 'Stop', why: 'Stopping a connector came with Kafka 3.5; this worker runs 3.4.0.' },
  ],
};
const hit = (key: string, setIn: string[] = []) => ({
  class: 'io.example.IndexSink',
  short: 'IndexSink',
  package: 'io.example',
  kind: 'sink' as const,
  version: '14.1.2',
  key,
  default: 'fail',
  hasDefault: true,
  documentation: 'How to handle <b>null</b> values.',
  setIn,
});
const nothing: KeySearch = { hits: [], total: 0, similar: [] };
const read = { at: Date.UTC(2025, 10, 20, 12, 20), plugins: 4, unread: [] as string[] };
let bridge: MemoryBridge;

beforeEach(() => {
  bridge = memory();
  bridge.answer('clusters.about', about);
  bridge.answer('clusters.readSettings', read);
  bridge.answer('clusters.findKey', nothing);
});
const asked = (method: string) => bridge.asked.filter((call) => call.method === method);
const openAbout = () => renderScreen(<AboutScreen profile="orders-eu" />, bridge);
const search = () => screen.findByRole('textbox', { name: 'Search plugins' });

it('groups by kind, two versions are two rows', () => {
  const names = grouped(about.plugins, 'EXAMPLE orders', 'all').flatMap((group) => group.plugins.map((p) => p.version));
  expect(names).toEqual(['3.2.1', '3.1.3']);
  expect(grouped(about.plugins, '', 'all').map((group) => group.kind)).toEqual(['source', 'sink', 'converter']);
  expect(grouped(about.plugins, '', 'sink')).toHaveLength(1);
});

it('is copied without the name of any worker', () => {
  const text = asText(about);
  expect(text).toContain('2 workers, 15 connectors, 62 tasks');
  expect(text).toContain('io.example.OrdersSource 3.1.3');
  expect(text).not.toContain('connect-1');
});

describe('about a cluster', () => {
  it('says what it can do, and why it cannot do the rest', async () => {
    await openAbout();
    const can = await screen.findByText('Pause and resume');
    const list = within(can.closest('ul') as HTMLElement).getAllByRole('listitem');
    expect(list.map((line) => line.textContent)).toEqual([
      'Pause and resume',
      'not: StopStopping a connector came with Kafka 3.5; this worker runs 3.4.0.',
    ]);
  });

  it('J and K move over the plugins that are not folded away, and C copies the class', async () => {
    const { user } = await openAbout();
    await screen.findByText('IndexSink');
    const focused = () => document.activeElement?.textContent ?? '';
    await user.keyboard('jj');
    expect(focused()).toContain('3.1.3');
    await user.click(screen.getByRole('button', { name: /^Sinks/ }));
    await user.keyboard('j');
    expect(focused()).toContain('JsonConverter');
    await user.keyboard('kc');
    expect(focused()).toContain('3.1.3');
    await waitFor(() =>
      expect(asked('desktop.copyText').map(({ args }) => args[0])).toEqual(['io.example.OrdersSource']),
    );
    await user.click(screen.getByRole('button', { name: /^Sinks/ }));
  });

  it('says so where the class could not be copied', async () => {
    bridge.answer('desktop.copyText', { $problem: { code: 'internal', text: 'The clipboard is not available.' } });
    const { user } = await openAbout();
    await screen.findByText('IndexSink');
    await user.keyboard('c');
    await screen.findByText('The class was not copied');
    expect(screen.getByText('The clipboard is not available.')).toBeTruthy();
  });

  it('shows who it is and what its workers run; what no worker reports is unknown', async () => {
    const { user, visited } = await openAbout();
    expect(await screen.findByText('5L6g3nShT-eMCtK--X86sw')).toBeTruthy();
    expect(screen.getByText('From the profile. Workers do not report it.')).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: /^connect-2:8083/ }).textContent).toContain('does not answer');
    expect(screen.getByRole('rowheader', { name: /^connect-1:8083/ }).textContent).toBe('connect-1:8083');
    const worker = screen.getByRole('row', { name: /connect-1/ });
    expect(
      within(worker)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['14', '61', '3']);
    const rows = within(screen.getByRole('region', { name: 'Sources' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'OrdersSource io.example3.2.1149 settings4 connectors use it',
      'OrdersSource io.example3.1.3– settings– connectors use it',
    ]);
    expect(asked('clusters.readSettings')).toEqual([]);
    await user.keyboard('{Escape}');
    expect(visited).toEqual(['/c/orders-eu']);
  });

  it('reads the settings for what no class holds, says how far it is, and can be cancelled', async () => {
    let signal: AbortSignal | undefined;
    bridge.answer(
      'clusters.readSettings',
      (_profile: string, _again: boolean, onStep: (step: Step) => void, stop: AbortSignal) => {
        signal = stop;
        onStep({
          id: 'settings',
          title: '',
          state: 'running',
          fact: '2 of 4',
          took: 0,
          hint: '',
          facts: [],
          chain: [],
          fix: '',
          raw: '',
        });
        return new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('aborted'))));
      },
    );
    const { user } = await openAbout();
    await user.type(await search(), 'behavior.on.null.values');
    expect(await screen.findByText('Reading the settings of all plugins: 2 of 4')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Cancelled after 2 of 4. What was read is not read again.')).toBeTruthy();
    expect(signal?.aborted).toBe(true);
    bridge.answer('clusters.readSettings', read);
    await user.click(screen.getByRole('button', { name: 'Read on' }));
    expect(await screen.findByText('No plugin has this key')).toBeTruthy();
  });

  it('shows the plugins that have a key, where it is set, and similar keys', async () => {
    bridge.answer('clusters.findKey', {
      hits: [hit('behavior.on.null.values', ['orders-es-sink'])],
      total: 1,
      similar: [hit('behavior.on.malformed.documents')],
    });
    bridge.answer('clusters.readSettings', { ...read, unread: ['io.example.Odd'] });
    const { user } = await openAbout();
    await user.type(await search(), 'behavior.on.null.values');
    const have = await screen.findByRole('region', { name: 'Have this key' });
    expect(have.textContent).toContain('default fail');
    expect(have.querySelector('b')).not.toBeNull();
    expect(within(have).getByRole('link', { name: 'orders-es-sink' })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Similar keys' }).textContent).toContain('not set here');
    expect(screen.getByText(/The workers could not describe io.example.Odd/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(asked('clusters.readSettings').map((call) => call.args[1])).toContain(true));
  });

  it('reads the settings again when asked to, which can be cancelled and keeps what was found', async () => {
    bridge.answer('clusters.findKey', { hits: [hit('behavior.on.null.values')], total: 1, similar: [] });
    const { user } = await openAbout();
    await user.type(await search(), 'behavior.on.null.values');
    const again = await screen.findByRole('button', { name: 'Read again' });
    let signal: AbortSignal | undefined;
    bridge.answer('clusters.readSettings', (_profile: string, _again: boolean, _onStep: unknown, stop: AbortSignal) => {
      signal = stop;
      return new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    await user.click(again);
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('button', { name: 'Read again' })).toBeTruthy();
    expect(signal?.aborted).toBe(true);
    expect(screen.getByRole('region', { name: 'Have this key' })).toBeTruthy();
    expect(screen.queryByText('The settings could not be read')).toBeNull();
  });

  it('forgets a failed read once the next one succeeds', async () => {
    const { user } = await openAbout();
    await user.type(await search(), 'behavior.on.null.values');
    const again = await screen.findByRole('button', { name: 'Read again' });
    bridge.answer('clusters.readSettings', () => Promise.reject(new Error('broken')));
    await user.click(again);
    await screen.findByText('The settings could not be read');
    bridge.answer('clusters.readSettings', read);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The settings could not be read')).toBeNull());
  });

  it('offers similar keys where no plugin has the key', async () => {
    bridge.answer('clusters.findKey', { ...nothing, similar: [hit('behavior.on.null.values')] });
    const { user } = await openAbout();
    await user.type(await search(), 'behaviour.on.null.values');
    expect(await screen.findByText('No plugin has this key')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Similar keys' })).toBeTruthy();
  });

  it('searches the settings for a word of a class only when it is asked to', async () => {
    const { user } = await openAbout();
    await user.type(await search(), 'example');
    expect(screen.getByRole('region', { name: 'Sinks' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Search the settings, too' }));
    await waitFor(() => expect(asked('clusters.findKey').map((call) => call.args[1])).toEqual(['example']));
  });

  it('says why only connectors are listed, and why a key cannot be found', async () => {
    const why = 'Listing transforms needs Kafka 3.2; this cluster runs 2.8.2.';
    bridge.answer('clusters.about', { ...about, connectorsOnly: why });
    bridge.answer('clusters.readSettings', {
      $problem: { code: 'unsupported', text: 'It cannot.', worker: '', field: '', consent: '', action: '' },
    });
    const { user } = await openAbout();
    expect(await screen.findByText(`Only connectors are listed. ${why}`)).toBeTruthy();
    await user.type(await search(), 'no.such.key');
    expect(await screen.findByText('It cannot.')).toBeTruthy();
    expect(screen.queryByText('No plugin has this key')).toBeNull();
  });

  it('says why the cluster could not be asked, and asks again', async () => {
    bridge.answer('clusters.about', {
      $problem: { code: 'unreachable', text: 'Nothing answers there.', worker: '', field: '', consent: '', action: '' },
    });
    const { user } = await openAbout();
    expect(await screen.findByText('Nothing answers there.')).toBeTruthy();
    bridge.answer('clusters.about', about);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('13f70256db3c994c')).toBeTruthy();
  });
});
