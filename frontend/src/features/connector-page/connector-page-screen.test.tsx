import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActionView, ConnectorDetail, TaskView } from '../../bridge/dto';
import { BridgeError } from '../../bridge/errors';
import type { MemoryBridge } from '../../bridge/memory';
import type { ConnectorTab } from '../../shell/paths';
import { memory, renderScreen } from '../../testing/render';
import { ConnectorPageScreen } from './connector-page-screen';

const name = 'orders-es-sink';

const task = (id: number, over: Partial<TaskView> = {}): TaskView => ({
  id,
  state: 'FAILED',
  worker: 'connect-1:8083',
  causeClass: 'org.example.ParseException',
  causeText: 'Unrecognized token',
  hasTrace: true,
  reported: '',
  sameAs: id === 0 ? -1 : 0,
  since: 1_763_640_180_000,
  before: false,
  lost: false,
  after: 0,
  ...over,
});

const action = (id: ActionView['id'], label: string, over: Partial<ActionView> = {}): ActionView => ({
  id,
  label,
  explain: '',
  asks: '',
  why: '',
  primary: false,
  ...over,
});

const failed: ConnectorDetail = {
  row: {
    name,
    verdict: 'failed',
    place: 'failed',
    type: 'sink',
    class: 'org.example.SearchSinkConnector',
    running: 0,
    failed: 2,
    paused: 0,
    total: 2,
    topicCount: 1,
    topics: 'orders',
    worker: 'connect-1:8083',
    workers: 'connect-1:8083',
    since: 1_763_640_180_000,
    before: false,
    causeClass: 'org.example.ParseException',
    note: '',
    causeText: 'Unrecognized token',
    parent: '',
    uses: 0,
    activity: { kind: '', action: '', text: '', at: 0, nextTryAt: 0, try: 0, tries: 0 },
  },
  gone: false,
  goneAt: 0,
  sentence: 'Both tasks failed. The connector itself is running.',
  support: 'Both have the same root cause.',
  pluginVersion: '14.1.2',
  worker: 'connect-1:8083',
  tasks: [task(0), task(1)],
  causes: [
    {
      class: 'org.example.ParseException',
      short: 'ParseException',
      text: 'Unrecognized token',
      connector: false,
      tasks: [0, 1],
      settings: [{ key: 'value.converter', text: 'JsonConverter' }],
    },
  ],
  actions: [
    action('restart_failed', 'Restart 2 failed tasks', { primary: true }),
    action('restart_all', 'Restart connector and both tasks'),
    action('restart', 'Restart connector only'),
    action('pause', 'Pause'),
    action('stop', 'Stop…', { asks: 'Stopping ends the connector and its 2 tasks.' }),
    action('edit', 'Edit config'),
    action('delete', 'Delete…'),
  ],
  refused: '',
  offsetActions: [],
  configCount: 9,
  updatedAt: 1_763_641_259_000,
  stale: false,
  follow: { state: '', action: '', since: 0, text: '', limit: '', steps: [], draft: '', again: false },
  secret: false,
  tabs: [
    { id: 'overview', label: 'Overview', why: '' },
    { id: 'tasks', label: 'Tasks', why: '' },
    { id: 'config', label: 'Config', why: '' },
    { id: 'topics', label: 'Topics', why: '' },
    { id: 'offsets', label: 'Offsets', why: 'Reading offsets came with Kafka 3.5.' },
    { id: 'calls', label: 'Calls', why: '' },
  ],
};

const running: ConnectorDetail = {
  ...failed,
  row: { ...failed.row, verdict: 'running', place: 'running', running: 2, failed: 0, causeClass: '', causeText: '' },
  sentence: 'The connector and its 2 tasks are running.',
  tasks: [0, 1].map((id) => task(id, { state: 'RUNNING', causeClass: '', causeText: '', hasTrace: false, sameAs: -1 })),
  causes: [],
  actions: failed.actions.filter((one) => one.id !== 'restart_failed'),
};

const trace = {
  task: 0,
  frames: 5,
  folded: 4,
  raw: 'org.example.ParseException: Unrecognized token\n\tat a.B.c(B.java:1)',
  causes: [
    {
      class: 'org.example.ParseException',
      message: 'Unrecognized token',
      root: true,
      top: 'org.example.Parser.parse(Parser.java:7)',
      groups: [{ title: '4 frames of org.example.json', frames: ['org.example.json.Hidden.read(Hidden.java:9)'] }],
    },
  ],
};

function bridgeWith(detail: ConnectorDetail): MemoryBridge {
  const bridge = memory();
  bridge.answer('connectors.detail', detail);
  bridge.answer('connectors.trace', trace);
  return bridge;
}

const draw = (bridge: MemoryBridge, tab: ConnectorTab = 'overview', profile = 'local') =>
  renderScreen(<ConnectorPageScreen profile={profile} name={name} tab={tab} />, bridge);

const acts = (bridge: MemoryBridge) =>
  bridge.asked.filter((call) => call.method === 'connectors.act').map((call) => call.args.slice(0, 4));

describe('a cause in the words of a service', () => {
  it('is its sentence alone: no class, no colon, and no count of frames', async () => {
    const [cause] = failed.causes;
    const bridge = bridgeWith({ ...failed, causes: cause === undefined ? [] : [{ ...cause, class: '', short: '' }] });
    bridge.answer('connectors.trace', { ...trace, frames: 0, folded: 0 });
    const { user } = await draw(bridge);
    const head = (await screen.findByRole('heading', { name: 'Root cause' })).parentElement as HTMLElement;
    await user.click(within(head).getByRole('button', { name: 'Copy' }));
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'desktop.copyText')?.args[0]).toBe('Unrecognized token'),
    );
    await screen.findByRole('button', { name: /Copy trace/ });
    expect(screen.queryByText(/frames folded/)).toBeNull();
  });
});

describe('actions', () => {
  it('restarts what has failed with one key, in the words of the button', async () => {
    const bridge = bridgeWith(failed);
    const { user } = await draw(bridge);
    await screen.findByRole('button', { name: /Restart 2 failed tasks/ });
    await user.keyboard('r');
    await waitFor(() => expect(acts(bridge)).toEqual([['local', name, 'restart_failed', -1]]));
  });

  it('asks before one key interrupts what runs, and sends what the button says', async () => {
    const bridge = bridgeWith(running);
    const { user } = await draw(bridge);
    await screen.findByText(running.sentence);
    await user.keyboard('r');
    const dialog = await screen.findByRole('dialog', { name: 'Restart connector and both tasks?' });
    expect(acts(bridge)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Restart connector and both tasks' }));
    await waitFor(() => expect(acts(bridge)).toEqual([['local', name, 'restart_all', -1]]));
  });

  const stop = action('stop', 'Stop…', { asks: 'Stopping ends the connector and its 2 tasks.' });

  it('asks nothing by itself where the guard of a locked production cluster asks', async () => {
    const bridge = bridgeWith({ ...running, actions: [...running.actions, stop] });
    const { user } = await draw(bridge, 'tasks', 'orders-eu');
    await user.click(await screen.findByRole('button', { name: 'Restart task 0' }));
    await waitFor(() => expect(acts(bridge)).toEqual([['orders-eu', name, 'restart_task', 0]]));
    await user.keyboard('r');
    await waitFor(() => expect(acts(bridge).at(-1)).toEqual(['orders-eu', name, 'restart_all', -1]));
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Stop/ }));
    await waitFor(() => expect(acts(bridge).at(-1)).toEqual(['orders-eu', name, 'stop', -1]));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks before a stop and the restart of a running task elsewhere, and while production is unlocked', async () => {
    const bridge = bridgeWith({ ...running, actions: [...running.actions, stop] });
    const unlockedUntil = Date.now() + 600_000;
    const boot = await bridge.desktop.boot();
    bridge.answer('desktop.boot', { ...boot, clusters: boot.clusters.map((one) => ({ ...one, unlockedUntil })) });
    const { user } = await draw(bridge, 'tasks', 'orders-eu');
    await user.click(await screen.findByRole('button', { name: 'Restart task 0' }));
    const dialog = await screen.findByRole('dialog', { name: 'Restart task 0?' });
    expect(dialog.textContent).toContain(`Task 0 of ${name} is running.`);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Stop/ }));
    await screen.findByRole('dialog', { name: `Stop ${name}?` });
    expect(acts(bridge)).toEqual([]);
  });

  it('that the cluster cannot do is done neither by a key nor by the menu', async () => {
    const why = (what: string) => ({ why: `This cluster cannot ${what}.` });
    const bridge = bridgeWith({
      ...failed,
      actions: [
        action('restart_failed', 'Restart 2 failed tasks', why('restart')),
        action('edit', 'Edit config', why('edit')),
        action('delete', 'Delete…', why('delete')),
      ],
    });
    const { user, visited } = await draw(bridge);
    await screen.findByRole('button', { name: /Restart 2 failed tasks/ });
    await user.keyboard('re');
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    expect(await screen.findByText('This cluster cannot delete.')).toBeTruthy();
    expect([acts(bridge), visited]).toEqual([[], []]);
  });

  it('of one task are not offered where the cluster cannot restart', async () => {
    const restart = action('restart_failed', 'Restart 2 failed tasks', { why: 'This cluster cannot restart.' });
    const bridge = bridgeWith({ ...failed, actions: [restart] });
    const { user } = await draw(bridge, 'tasks');
    await screen.findByRole('button', { name: /Restart 2 failed tasks/ });
    await user.keyboard('{Shift>}R{/Shift}');
    expect(acts(bridge)).toEqual([]);
  });

  it('can be cancelled while it is sent', async () => {
    const bridge = bridgeWith(failed);
    let aborted = false;
    bridge.answer(
      'connectors.act',
      (_profile: string, _name: string, _action: string, _task: number, signal: AbortSignal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(
              new BridgeError({ code: 'canceled', text: 'Cancelled.', worker: '', field: '', consent: '', action: '' }),
            );
          });
        }),
    );
    const { user } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: /Restart 2 failed tasks/ }));
    await screen.findByText('Sending: Restart 2 failed tasks');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(aborted).toBe(true));
    // What was cancelled by the person is no error.
    await waitFor(() => expect(screen.queryByText(/^Sending:/)).toBeNull());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why the worker refused, in its own words, too', async () => {
    const bridge = bridgeWith(failed);
    bridge.answer('connectors.act', () => {
      throw new BridgeError({
        code: 'worker',
        text: 'The worker refused. Nothing was restarted.',
        worker: 'boom',
        field: '',
        consent: '',
        action: '',
      });
    });
    const { user } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: /Restart 2 failed tasks/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('The worker refused. Nothing was restarted.boom');
  });

  it('a read-only profile has no action, and says so', async () => {
    const refused = 'This profile is read-only: restart, pause, edit and delete are not offered.';
    await draw(bridgeWith({ ...failed, actions: [], refused }));
    await screen.findByText(refused);
    expect(screen.queryByRole('button', { name: /Restart|Pause|Edit config/ })).toBeNull();
  });
});

describe('what is going on', () => {
  const withActivity = (over: Partial<ConnectorDetail['row']['activity']>): ConnectorDetail => ({
    ...failed,
    row: { ...failed.row, activity: { ...failed.row.activity, at: 1, ...over } },
  });

  it('a restart that failed again says so until it is read', async () => {
    const text = 'Restarted 12:21:04, failed again after 2 s with another cause: Timeout';
    const bridge = bridgeWith(withActivity({ kind: 'failed_again', text }));
    const { user } = await draw(bridge);
    await screen.findByText(text);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(text)).toBeNull();
  });

  it('does not repeat the cause that is shown below', async () => {
    const text = `Restarted 12:21:04, failed again after 2 s with the same cause: ${failed.causes[0]?.text ?? ''}`;
    const bridge = bridgeWith({
      ...failed,
      row: { ...failed.row, activity: { ...failed.row.activity, kind: 'failed_again', text } },
    });
    await draw(bridge);
    expect(await screen.findByText('Restarted 12:21:04, failed again after 2 s with the same cause')).toBeTruthy();
  });

  it('a poll that found nothing new counts as an update, and opening the page makes its cluster the polled one', async () => {
    const bridge = bridgeWith(failed);
    await draw(bridge);
    await screen.findByText(failed.sentence);
    expect(bridge.asked.some(({ method }) => method === 'clusters.open')).toBe(true);
    expect(screen.queryByText(/Updated just now|Updated \d+ s ago/)).toBeNull();
    const call = (await bridge.calls.page('', 0, 1)).calls[0];
    bridge.emit('calls', {
      last: { ...call, profile: 'local', method: 'GET', status: 200, at: Date.now() } as never,
    });
    await screen.findByText(/Updated just now|Updated \d+ s ago/);
  });

  it('is followed only as long as the person wants', async () => {
    const detail = withActivity({ kind: 'settling', text: 'Restart accepted, waiting for 2 tasks to run' });
    const bridge = bridgeWith({ ...detail, follow: { ...detail.follow, state: 'following' } });
    const { user } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: 'Stop following' }));
    await waitFor(() => expect(bridge.asked.some((call) => call.method === 'connectors.stopFollowing')).toBe(true));
  });

  it('asks for the live view again when its cluster has news, and for no other cluster', async () => {
    const bridge = bridgeWith(failed);
    await draw(bridge);
    await screen.findByText(failed.sentence);
    bridge.answer('connectors.detail', running);
    bridge.emit('cluster', { profile: 'sandbox', version: 18 });
    const asked = bridge.asked.filter((call) => call.method === 'connectors.detail').length;
    bridge.emit('cluster', { profile: 'local', version: 18 });
    await screen.findByText(running.sentence);
    expect(bridge.asked.filter((call) => call.method === 'connectors.detail')).toHaveLength(asked + 1);
  });

  it('asks for a trace again only when the failure is another one', async () => {
    const bridge = bridgeWith(failed);
    await draw(bridge);
    await screen.findByText('4 frames of org.example.json');
    const traces = () => bridge.asked.filter((call) => call.method === 'connectors.trace').length;
    expect(traces()).toBe(1);
    bridge.answer('connectors.detail', { ...failed, sentence: 'Looked again.' });
    bridge.emit('cluster', { profile: 'local', version: 19 });
    await screen.findByText('Looked again.');
    expect(traces()).toBe(1);
    bridge.answer('connectors.detail', { ...failed, tasks: [task(0, { since: 1_763_640_190_000 }), task(1)] });
    bridge.emit('cluster', { profile: 'local', version: 20 });
    await waitFor(() => expect(traces()).toBe(2));
  });

  it('stale data stays, and changes wait', async () => {
    await draw(bridgeWith({ ...failed, stale: true }));
    await screen.findByText(/changes wait for an answer/);
    expect(screen.getByRole('button', { name: /Restart 2 failed tasks/ })).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: 'Restart task 0' })).toHaveProperty('disabled', true);
  });

  it('a connector that vanished keeps what was seen, without any action', async () => {
    const bridge = bridgeWith(failed);
    await draw(bridge);
    await screen.findByText(failed.sentence);
    bridge.answer('connectors.detail', { ...failed, gone: true, goneAt: 1_763_641_260_000, actions: [] });
    bridge.emit('cluster', { profile: 'local', version: 18 });
    await screen.findByText(/Deleted elsewhere at/);
    expect(screen.getByText('Root cause', { selector: 'h2' })).toBeDefined();
    expect(screen.queryByRole('button', { name: /Restart|Pause|More actions/ })).toBeNull();
  });

  it('a name that never was leads back to the list', async () => {
    const bridge = memory();
    bridge.answer('connectors.detail', () => {
      throw new BridgeError({
        code: 'not_found',
        text: 'There is no connector.',
        worker: '',
        field: '',
        consent: '',
        action: '',
      });
    });
    const { user, visited } = await draw(bridge);
    await user.click(await screen.findByRole('button', { name: 'Show all connectors' }));
    expect(visited).toEqual(['/c/local']);
  });
});

describe('the trace', () => {
  it('folds frames until they are asked for, and copies the raw text', async () => {
    const bridge = bridgeWith(failed);
    const { user } = await draw(bridge);
    const fold = await screen.findByRole('button', { name: '4 frames of org.example.json' });
    expect(screen.queryByText(/Hidden\.java/)).toBeNull();
    expect(screen.getByText('at org.example.Parser.parse(Parser.java:7)')).toBeDefined();
    await user.click(fold);
    expect(screen.getByText('at org.example.json.Hidden.read(Hidden.java:9)')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Copy trace' }));
    expect(bridge.asked.at(-1)).toEqual({ method: 'desktop.copyText', args: [trace.raw, false] });
  });

  it('of the connector itself comes before those of tasks', async () => {
    const [cause] = failed.causes;
    if (cause === undefined) {
      throw new Error('the sample has a cause');
    }
    const bridge = bridgeWith({ ...failed, causes: [{ ...cause, connector: true, tasks: [] }], tasks: [] });
    await draw(bridge);
    await screen.findByText('Trace of the connector');
    expect(bridge.asked.find((call) => call.method === 'connectors.trace')?.args.slice(0, 3)).toEqual([
      'local',
      name,
      -1,
    ]);
  });

  it('follows the task that is chosen', async () => {
    const bridge = bridgeWith(failed);
    const { user } = await draw(bridge);
    await screen.findByText('Trace of task 0');
    await user.keyboard('j');
    await screen.findByText('Trace of task 1');
  });
});

it('goes to the next failing connector in the order of the list', async () => {
  const bridge = bridgeWith(failed);
  const row = (other: string, place: 'failed' | 'degraded' | 'running') => ({
    ...failed.row,
    name: other,
    place,
    verdict: place,
  });
  const rows = [row('a-degraded', 'degraded'), row(name, 'failed'), row('b-failed', 'failed'), row('c', 'running')];
  bridge.answer('clusters.rows', { full: true, rows, removed: [], next: 1, more: false });
  const { user, visited } = await draw(bridge);
  await screen.findByText(failed.sentence);
  await user.keyboard('[[');
  await waitFor(() => expect(visited).toEqual(['/c/local/n/b-failed']));
  await user.keyboard(']');
  await waitFor(() => expect(visited.at(-1)).toBe('/c/local/n/a-degraded'));
});
