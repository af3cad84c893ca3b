import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PluginView } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { fitting, groupWords } from './filter';
import { PickerScreen } from './picker-screen';

const plugin = (name: string, type: PluginView['type'], version = '1.0'): PluginView => ({
  class: `io.example.${name}`,
  short: name,
  package: 'io.example',
  type,
  version,
  inUse: 0,
});
const plugins = [
  plugin('Beta', 'sink'),
  plugin('Alpha', 'source', '1.0'),
  plugin('Alpha', 'source', '2.0'),
  plugin('Odd', ''),
];
let bridge: MemoryBridge;

beforeEach(() => {
  bridge = memory();
  bridge.answer('plugins.list', plugins);
  bridge.answer('plugins.facts', (_profile: string, name: string) => ({
    class: name,
    settings: 9,
    required: 1,
    important: 2,
    groups: ['Common', 'General'],
    ungrouped: 1,
    top: [],
    starts: [
      { kind: 'draft', id: 'draft-7', name: 'begun', verdict: '', set: 3 },
      { kind: 'copy', id: 'a b', name: 'a b', verdict: 'running', set: 5 },
    ],
    source: 'definitions',
  }));
});
const openPicker = () => renderScreen(<PickerScreen profile="orders-eu" />, bridge);
const asked = (method: string) => bridge.asked.filter((call) => call.method === method).map((call) => call.args);

it('finds by class and package, each version a row, newest first; an unknown type is on both sides', () => {
  const names = (...args: Parameters<typeof fitting>) =>
    fitting(...args).map((each) => `${each.short} ${each.version}`);
  expect(names(plugins, 'both', '')).toEqual(['Alpha 2.0', 'Alpha 1.0', 'Beta 1.0', 'Odd 1.0']);
  expect(names(plugins, 'sink', '')).toEqual(['Beta 1.0', 'Odd 1.0']);
  expect(names(plugins, 'both', 'EXAMPLE alp')).toEqual(['Alpha 2.0', 'Alpha 1.0']);
  expect(groupWords(['Common', 'General'], 3)).toBe('Common. 3 settings without a group');
  expect(groupWords([], 0)).toBe('no groups');
});

describe('the picker', () => {
  it('asks about the row that is chosen, not about those passed by, and opens it with Enter from the search', async () => {
    const { user, visited } = await openPicker();
    await screen.findByRole('option', { name: /Beta/ });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(asked('plugins.facts').at(-1)?.slice(1, 3)).toEqual(['io.example.Beta', '1.0']));
    expect(asked('plugins.facts').map((args) => args[1])).not.toContain('io.example.Odd');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(visited).toHaveLength(1));
    expect(asked('forms.startNew')[0]?.slice(0, 3)).toEqual(['orders-eu', 'io.example.Beta', '1.0']);
    expect(visited[0]).toMatch(/^\/form\//);
  });

  it('has the plugin that was opened chosen when it comes back from the form', async () => {
    const { user, unmount } = await openPicker();
    await user.click(await screen.findByRole('option', { name: /Beta/ }));
    await user.click(screen.getByRole('button', { name: /Open the form/ }));
    await waitFor(() => expect(asked('forms.startNew')).toHaveLength(1));
    unmount();
    await openPicker();
    expect(await screen.findByRole('option', { name: /Beta/, selected: true })).toBeTruthy();
  });

  it('opens a form for a class that is typed whole and not listed', async () => {
    const { user, visited } = await openPicker();
    await screen.findByRole('option', { name: /Beta/ });
    await user.type(screen.getByRole('textbox', { name: 'Search plugins' }), 'io.example');
    expect(screen.queryByRole('button', { name: 'Open a form for this class' })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Search plugins' }), '.Gamma');
    await screen.findByRole('button', { name: 'Open a form for this class' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(visited).toHaveLength(1));
    expect(asked('forms.startNew')[0]?.slice(0, 3)).toEqual(['orders-eu', 'io.example.Gamma', '']);
  });

  it('starts from a draft or a copy, whatever its name', async () => {
    const { user } = await openPicker();
    await user.click(await screen.findByRole('radio', { name: /a b/ }));
    await user.click(screen.getByRole('button', { name: /Open the form/ }));
    await waitFor(() => expect(asked('forms.startCopy')[0]?.slice(0, 2)).toEqual(['orders-eu', 'a b']));
  });

  it('reads a pasted config, and says what is wrong with it', async () => {
    bridge.answer('forms.startText', {
      $problem: { code: 'invalid', text: 'This is no config.', worker: '', field: '', consent: '', action: '' },
    });
    const { user, visited } = await openPicker();
    await user.click(await screen.findByRole('button', { name: /Paste a config/ }));
    await user.click(await screen.findByRole('textbox', { name: 'The config' }));
    await user.paste('{"name": ');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('This is no config.')).toBeTruthy();
    expect(visited).toEqual([]);
    expect(screen.getByRole('textbox', { name: 'The config' })).toHaveProperty('value', '{"name": ');
  });

  it('opens a pasted config once, however often its key is pressed', async () => {
    bridge.answer('forms.startText', () => new Promise(() => undefined));
    const { user } = await openPicker();
    await user.click(await screen.findByRole('button', { name: /Paste a config/ }));
    await user.click(await screen.findByRole('textbox', { name: 'The config' }));
    await user.paste('{"name": "orders", "config": {}}');
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
    expect(bridge.asked.filter(({ method }) => method === 'forms.startText')).toHaveLength(1);
  });

  it('says why there is no list, and asks again', async () => {
    bridge.answer('plugins.list', {
      $problem: { code: 'unreachable', text: 'Nothing answers there.', worker: '', field: '', consent: '', action: '' },
    });
    const { user } = await openPicker();
    expect(await screen.findByText('Nothing answers there.')).toBeTruthy();
    bridge.answer('plugins.list', plugins);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('option', { name: /Beta/ })).toBeTruthy();
  });
});
