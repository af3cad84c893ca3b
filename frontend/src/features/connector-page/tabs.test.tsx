import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FieldValue, FieldView, FormView, OffsetsView } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { ConfigTab } from './config-tab';
import { OffsetsTab } from './offsets-tab';
import { TopicsTab } from './topics-tab';

const place = { profile: 'local', name: 'orders' };

const field = (key: string, over: Partial<FieldView> = {}): FieldView => ({
  key,
  title: '',
  group: 'Common',
  type: 'STRING',
  kind: 'text',
  importance: 'HIGH',
  required: false,
  requiredBy: '',
  needed: false,
  hasDefault: false,
  default: '',
  docs: '',
  recommended: [],
  secret: false,
  unit: '',
  hidden: false,
  folded: '',
  family: '',
  unknown: false,
  fixed: false,
  dependents: [],
  onlyKey: '',
  onlyValue: '',
  closed: false,
  width: '',
  ...over,
});

const undivided = { own: true, sections: [], families: [], templates: [] };

const value = (key: string, text: string, over: Partial<FieldValue> = {}): FieldValue => ({
  key,
  set: true,
  text,
  hidden: false,
  placeholder: false,
  changed: false,
  missingSecret: false,
  unshown: false,
  ...over,
});

async function formView(): Promise<FormView> {
  const sample = await memory().connectors.config('local', 'orders');
  return {
    ...sample,
    groups: [
      { id: 'Common', title: 'Common', keys: ['name', 'db.password', 'wait.ms', 'tables'], other: false, ...undivided },
      { id: 'More', title: 'More', keys: ['user', 'mode'], other: false, ...undivided },
    ],
    fields: [
      field('name'),
      field('db.password', { kind: 'secret', type: 'PASSWORD', secret: true }),
      field('wait.ms', { type: 'LONG', kind: 'number', unit: 'ms', hasDefault: true, default: '5400000' }),
      field('tables', { type: 'LIST', kind: 'list' }),
      field('user'),
      field('mode', { hasDefault: true, default: 'append' }),
    ],
    values: [
      value('name', 'orders'),
      value('db.password', '', { hidden: true }),
      value('wait.ms', '5400000'),
      value('tables', 'public.a, public.b'),
      value('user', '${file:/etc/kafka/orders.properties:user}', { placeholder: true }),
    ],
    definitionsFrom: 'definitions',
    problem: { code: '', text: '', worker: '', field: '', consent: '', action: '' },
  };
}

async function drawConfig(bridge: MemoryBridge) {
  bridge.answer('connectors.config', await formView());
  bridge.answer('connectors.reveal', 'open-sesame');
  return renderScreen(<ConfigTab place={place} editable gone={false} copyAs={() => undefined} />, bridge);
}

describe('config', () => {
  it('shows one secret by its eye, asks for that key only, and hides it again', async () => {
    const bridge = memory();
    const { user } = await drawConfig(bridge);
    await user.click(await screen.findByRole('button', { name: 'Show db.password' }));
    await screen.findAllByText('open-sesame');
    expect(bridge.asked.filter((call) => call.method === 'connectors.reveal').map((call) => call.args[2])).toEqual([
      'db.password',
    ]);
    await user.click(screen.getByRole('button', { name: 'Hide db.password' }));
    expect(screen.queryByText('open-sesame')).toBeNull();
  });

  it('forgets a shown secret with the tab', async () => {
    const bridge = memory();
    const { user, client, unmount } = await drawConfig(bridge);
    await user.click(await screen.findByRole('button', { name: 'Show db.password' }));
    await screen.findAllByText('open-sesame');
    expect(
      JSON.stringify(
        client
          .getQueryCache()
          .getAll()
          .map((query) => query.state.data),
      ),
    ).not.toContain('open-sesame');
    unmount();
    await drawConfig(bridge);
    await screen.findByRole('button', { name: 'Show db.password' });
    expect(screen.queryByText('open-sesame')).toBeNull();
  });

  it('Space shows the secret under the cursor, and nothing elsewhere', async () => {
    const bridge = memory();
    const { user } = await drawConfig(bridge);
    await screen.findByText('db.password');
    await user.keyboard(' ');
    expect(bridge.asked.some((call) => call.method === 'connectors.reveal')).toBe(false);
    await user.keyboard('j ');
    await screen.findAllByText('open-sesame');
  });

  it('opens the form at the setting under the cursor', async () => {
    const { user, visited } = await drawConfig(memory());
    await screen.findByText('wait.ms');
    await user.keyboard('jje');
    expect(visited).toEqual(['/c/local/n/orders/edit?at=wait.ms']);
  });

  it('tells a stored value that equals the default from one that is not set', async () => {
    const { user } = await drawConfig(memory());
    expect(await screen.findByText('same as default')).toBeDefined();
    expect(screen.getByText('1 h 30 min')).toBeDefined();
    expect(screen.queryByText('mode')).toBeNull();
    await user.click(screen.getByText('With defaults 6'));
    expect(screen.getByText('mode')).toBeDefined();
    expect(screen.getByText('not set')).toBeDefined();
  });

  it('shortens a placeholder in the middle, without an eye', async () => {
    await drawConfig(memory());
    expect(await screen.findByText('${file:…/orders.properties:user}')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Show user' })).toBeNull();
  });

  it('finds by value, never by what is hidden', async () => {
    const { user } = await drawConfig(memory());
    await user.type(await screen.findByRole('textbox', { name: 'Find a key or a value' }), 'public.b');
    expect(screen.getAllByText('tables').length).toBeGreaterThan(0);
    expect(screen.queryByText('wait.ms')).toBeNull();
  });
});

const offsets: OffsetsView = {
  state: 'known',
  sink: false,
  group: '',
  partitionKeys: ['table'],
  offsetKeys: ['incrementing', 'timestamp'],
  rows: [
    {
      partition: [{ text: 'public.invoices', missing: false, number: false }],
      offset: [
        { text: '884120', missing: false, number: true },
        { text: 'null', missing: false, number: false },
      ],
      json: '{"a":1}',
      at: '{"table":"public.invoices"}',
      value: '{"incrementing":884120,"timestamp":null}',
    },
    {
      partition: [{ text: 'public.dunning', missing: false, number: false }],
      offset: [
        { text: '', missing: true, number: false },
        { text: '1763551200000', missing: false, number: true },
      ],
      json: '{"b":2}',
      at: '{"table":"public.dunning"}',
      value: '{"timestamp":1763551200000}',
    },
  ],
  json: '{"offsets":[]}',
  readAt: 1_763_641_260_000,
  text: '',
  command: '',
  where: '',
};

const page: Parameters<typeof OffsetsTab>[0]['detail'] = {
  gone: false,
  stale: false,
  follow: { state: '', action: '', since: 0, text: '', limit: '', steps: [], draft: '', again: false },
  offsetActions: [
    {
      id: 'alter_offsets',
      label: 'Change offsets…',
      explain: 'When it is resumed.',
      asks: '',
      primary: false,
      why: '',
    },
  ],
};

describe('offsets', () => {
  it('sends only what was changed, and marks what is no JSON object at its row', async () => {
    const bridge = memory();
    bridge.answer('connectors.offsets', offsets);
    const { user } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: 'Change offsets…' }));
    const field = await screen.findByRole('textbox', { name: 'Offset of {"table":"public.dunning"}' });
    await user.clear(field);
    await user.click(field);
    await user.paste('7');
    expect(screen.getByText('Must be a JSON object.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Change offsets' })).toHaveProperty('disabled', true);
    await user.clear(field);
    await user.click(field);
    await user.paste('{"timestamp":5}');
    await user.click(screen.getByRole('button', { name: 'Change offsets' }));
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'connectors.alterOffsets')?.args.at(-1)).toEqual([
        { partition: '{"table":"public.dunning"}', offset: '{"timestamp":5}' },
      ]),
    );
  });

  const draw = (bridge: MemoryBridge) =>
    renderScreen(<OffsetsTab place={place} detail={page} onTopics={() => undefined} />, bridge);

  it('tells a key that is missing from one that is null, and keeps the digits', async () => {
    const bridge = memory();
    bridge.answer('connectors.offsets', offsets);
    await draw(bridge);
    const rows = await screen.findAllByRole('row');
    expect(rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['public.invoices', '884120', 'null'],
      ['public.dunning', '–', '1763551200000'],
    ]);
  });

  it('Enter shows the whole map', async () => {
    const bridge = memory();
    bridge.answer('connectors.offsets', offsets);
    const { user } = await draw(bridge);
    await screen.findAllByRole('row');
    await user.keyboard('jj{Enter}');
    expect((await screen.findByRole('dialog')).textContent).toContain('{"b":2}');
  });

  it('a worker without the call gets the command of Kafka itself', async () => {
    const bridge = memory();
    const command =
      'kafka-consumer-groups.sh --describe \\\n  --bootstrap-server "$BOOTSTRAP" \\\n  --group connect-orders';
    bridge.answer('connectors.offsets', {
      ...offsets,
      state: 'unsupported',
      sink: true,
      rows: [],
      text: 'It came with 3.6.',
      command,
    });
    const { user } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: 'Copy the command' }));
    await waitFor(() => expect(bridge.asked.at(-1)).toEqual({ method: 'desktop.copyText', args: [command, false] }));
  });
});

describe('topics', () => {
  const view = {
    state: 'known',
    topics: [{ name: 'orders.v1', key: '', alsoBy: [] }],
    unused: [{ key: 'errors.deadletterqueue.topic.name', text: 'orders.dlq', default: false }],
    readAt: 1,
    text: '',
  };
  const draw = (bridge: MemoryBridge, type: string) =>
    renderScreen(<TopicsTab place={place} type={type} gone={false} />, bridge);

  it('a topic that a sink no longer names is left over; what a source writes is its own business', async () => {
    const bridge = memory();
    bridge.answer('connectors.topics', view);
    const { unmount } = await draw(bridge, 'sink');
    await screen.findByText('not any more');
    expect(screen.getByText(/as dead letter queue/).textContent).toContain('orders.dlq');
    unmount();
    await draw(bridge, 'source');
    await screen.findByText('not named');
    expect(screen.queryByText('not any more')).toBeNull();
  });

  it('says why nothing is recorded', async () => {
    const bridge = memory();
    const text = 'The workers of this cluster do not record topics: topic.tracking.enable is off.';
    bridge.answer('connectors.topics', { ...view, state: 'disabled', topics: [], unused: [], text });
    await draw(bridge, 'sink');
    await screen.findByText(text);
  });
});
