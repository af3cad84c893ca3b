import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { ImportAdded, ImportChoice, ImportCluster, ImportView } from '../../bridge/dto';
import { drawnBy } from '../../testing/draws';
import { memory, renderScreen } from '../../testing/render';
import { ImportClustersDialog } from './import-dialog';

const field = () => screen.findByRole('textbox', { name: 'Configuration of another tool' });

/** The recorded file, changed where a test needs that. */
async function recorded(change: (view: ImportView) => void = () => undefined): Promise<ImportView> {
  const view = structuredClone(await memory().profileFiles.openText('', ''));
  change(view);
  return view;
}

async function open(view?: ImportView, paste = true) {
  const bridge = memory();
  if (view !== undefined) {
    bridge.answer('profileFiles.openText', view);
  }
  const onClose = vi.fn();
  const rendered = await renderScreen(<ImportClustersDialog onClose={onClose} />, bridge);
  if (paste) {
    await rendered.user.click(await field());
    await rendered.user.paste('CONNECT_REST_URL=…');
    await screen.findByRole('region', { name: 'The file' });
  }
  const asked = (method: string) => bridge.asked.filter((call) => call.method === method).map(({ args }) => args);
  const choices = () => asked('profileFiles.add').map((args) => args[1] as ImportChoice[]);
  return { ...rendered, bridge, onClose, asked, choices };
}

const box = (number: number) => row(number).getByRole<HTMLInputElement>('checkbox');
const rows = () => within(screen.getByRole('list', { name: 'Clusters in the file' })).getAllByRole('listitem');
const row = (number: number) => within(rows()[number - 1] as HTMLElement);

test('starts with a paste field that has the focus, and the formats', async () => {
  await open(undefined, false);
  await waitFor(async () => expect(document.activeElement).toBe(await field()));
  expect(screen.getByText('Kafbat UI')).toBeTruthy();
  expect(screen.getByText('Nothing was sent and no variable was read.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
});

test('a pasted text goes to Go and is shown as Go shows it', async () => {
  const { asked } = await open();
  expect(asked('profileFiles.openText')).toEqual([['', 'CONNECT_REST_URL=…']]);
  const file = screen.getByRole('region', { name: 'The file' });
  expect(file.textContent).toContain('CONNECT_BASIC_AUTH_PASS_2=••••••••');
  expect(within(file).getByText('BOOTSTRAP').tagName).toBe('S');
  expect(within(file).getByText(`\${RETURNS_PASS}`).getAttribute('data-kind')).toBe('variable');
  expect(screen.getByRole('heading', { name: /3 new clusters understood/ }).textContent).toContain('1 is here already');
});

test('says what it reads, and why nothing was understood', async () => {
  const { bridge, user } = await open(undefined, false);
  let refuse: (reason: unknown) => void = () => undefined;
  bridge.answer('profileFiles.openText', () => new Promise((_, reject) => (refuse = reject)));
  await user.click(await field());
  await user.paste('name: x');
  expect(await screen.findByText('Reading')).toBeTruthy();
  refuse(new Error('{"code":"invalid","text":"No cluster found: the text has none of the keys.","worker":""}'));
  expect((await screen.findByRole('alert')).textContent).toContain('No cluster found: the text has none of the keys.');
  expect(((await field()) as HTMLTextAreaElement).value).toBe('');
});

test('a file that names no cluster is shown with the reason', async () => {
  const view = await recorded(({ state }) => {
    state.clusters = [];
    state.variables = [];
    state.reason = 'The file has neither a Connect worker nor a tool that names one.';
  });
  const { user, asked } = await open(view);
  expect(screen.getByRole('heading', { name: 'No cluster found' })).toBeTruthy();
  expect(screen.getByText(view.state.reason)).toBeTruthy();
  expect(screen.getByText('There is nothing to add')).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(asked('profileFiles.add')).toEqual([]);
});

test('reads a dropped file under its name, and refuses a large one', async () => {
  const { asked } = await open(undefined, false);
  const target = await field();
  const drop = (file: File) => fireEvent.drop(target, { dataTransfer: { files: [file], getData: () => '' } });
  const large = new File(['x'], 'large.env');
  Object.defineProperty(large, 'size', { value: 5 * 1024 * 1024 });
  drop(large);
  expect((await screen.findByRole('alert')).textContent).toContain('large.env is larger than 4 MB. Nothing was read.');
  drop(new File(['CONNECT_REST_URL=x'], 'shop.env'));
  await screen.findByRole('region', { name: 'The file' });
  expect(asked('profileFiles.openText')).toEqual([['shop.env', 'CONNECT_REST_URL=x']]);
});

test('a cancelled dialog of the system leaves the field', async () => {
  const { bridge, user } = await open(undefined, false);
  bridge.answer('profileFiles.openFile', await recorded((view) => (view.id = '')));
  await user.click(await screen.findByRole('button', { name: 'Open a file…' }));
  await waitFor(() => expect(bridge.asked.at(-1)?.method).toBe('profileFiles.openFile'));
  expect(await field()).toBeTruthy();
});

test('no environment is chosen at first, and Add says so', async () => {
  const { user, choices } = await open();
  const environment = within(screen.getByRole('group', { name: 'Environment' }));
  for (const radio of environment.getAllByRole('radio')) {
    expect((radio as HTMLInputElement).checked).toBe(false);
  }
  expect(screen.getByText('Choose an environment')).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(environment.getByText('Choose one, then press Add again.')).toBeTruthy();
  expect(choices()).toEqual([]);
  await user.click(environment.getByText('staging'));
  expect(environment.getByText('for all 3')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Add 3 clusters/ }));
  await waitFor(() => expect(choices()).toHaveLength(1));
  expect(choices()[0]?.map(({ number, name, environment }) => [number, name, environment])).toEqual([
    [1, 'returns-eu', 'staging'],
    [2, 'shop-mirror', 'staging'],
    [3, 'stock', 'staging'],
  ]);
});

test('what is here already is not ticked; ticked, it has another name', async () => {
  const { user, choices } = await open();
  expect(box(4).checked).toBe(false);
  expect(row(4).getByRole('link', { name: 'orders-eu' })).toBeTruthy();
  await user.click(row(4).getByRole('checkbox'));
  await user.type(row(4).getByRole('textbox', { name: 'Name of cluster 4' }), '-b');
  await user.click(row(1).getByRole('checkbox'));
  await user.click(screen.getByText('dev'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(choices()[0]?.map(({ name }) => name)).toEqual(['shop-mirror', 'stock', 'orders-eu-2-b']));
});

test('the menu of a row gives it an environment and a name of its own', async () => {
  const { user, choices } = await open();
  await user.click(screen.getByRole('button', { name: 'More for stock' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Environment: dev' }));
  await user.click(screen.getByRole('button', { name: 'More for stock' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  await user.clear(row(3).getByRole('textbox'));
  await user.type(row(3).getByRole('textbox'), 'goods');
  expect(screen.getByText('for 2 clusters of 3')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'production' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(choices()[0]?.map(({ name, environment }) => `${name} ${environment}`)).toEqual([
      'returns-eu production',
      'shop-mirror production',
      'goods dev',
    ]),
  );
});

test('an environment of the file needs no choice', async () => {
  const view = await recorded(({ state }) => {
    for (const cluster of state.clusters) {
      cluster.environment = 'integration';
    }
  });
  const { user, choices } = await open(view);
  expect(screen.queryByRole('group', { name: 'Environment' })).toBeNull();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(choices()[0]?.[0]?.environment).toBe('integration'));
});

test('a typed value is sent before the clusters are added, and no variable is read by itself', async () => {
  const { user, bridge, asked } = await open();
  await user.click(screen.getByText('production'));
  await user.type(screen.getByLabelText('Value of RETURNS_PASS'), 's3cret');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(asked('profileFiles.add')).toHaveLength(1));
  expect(bridge.asked.filter(({ method }) => method.startsWith('profileFiles.')).map(({ method }) => method)).toEqual([
    'profileFiles.openText',
    'profileFiles.setVariable',
    'profileFiles.add',
  ]);
  expect(asked('profileFiles.setVariable')).toEqual([['import-1', 'RETURNS_PASS', 's3cret']]);
});

test('one variable is read when its button is pressed, and it is said if it is not set', async () => {
  const { user, asked, bridge } = await open();
  await user.click(screen.getByRole('button', { name: 'Read from environment: RETURNS_PASS' }));
  expect(await screen.findByText(/RETURNS_PASS is not set in the environment of this app/)).toBeTruthy();
  expect(asked('profileFiles.readVariable')).toEqual([['import-1', 'RETURNS_PASS']]);
  const read = await recorded(({ state }) => {
    for (const variable of state.variables) {
      variable.origin = 'environment';
    }
  });
  bridge.answer('profileFiles.readVariable', read.state);
  await user.click(screen.getByRole('button', { name: 'Read from environment: RETURNS_PASS' }));
  expect(await screen.findByText('Nothing was sent. Read from the environment: RETURNS_PASS.')).toBeTruthy();
});

test('typing a value draws neither the file nor the clusters', async () => {
  const { user } = await open();
  const value = screen.getByLabelText('Value of RETURNS_PASS');
  await user.click(value);
  const drawn = await drawnBy(() => user.type(value, 'abc', { skipClick: true }));
  expect(drawn).toContain('VariableRow');
  expect(drawn).not.toContain('FileText');
  expect(drawn).not.toContain('ClusterRow');
});

test('a value that was sent draws no file', async () => {
  const { user, asked } = await open();
  await user.type(screen.getByLabelText('Value of RETURNS_PASS'), 'abc');
  const drawn = await drawnBy(async () => {
    await user.tab();
    await waitFor(() => expect(asked('profileFiles.setVariable')).toHaveLength(1));
  });
  expect(drawn).not.toContain('FileText');
});

test('partly saved: what was added says so, the rest says why', async () => {
  const { user, onClose, choices } = await open();
  await user.click(screen.getByText('production'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByRole('heading', { name: '1 of 4 clusters added' })).toBeTruthy();
  expect(row(3).getByText('Added')).toBeTruthy();
  expect(box(3).checked).toBe(true);
  expect(box(3).disabled).toBe(true);
  expect(row(1).getByRole('alert').textContent).toContain('The variable RETURNS_PASS has no value');
  expect(row(2).getByRole('alert').textContent).toContain('certs/truststore.p12 is relative');
  expect(onClose).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: /^Add 2 clusters/ }));
  await waitFor(() => expect(choices()[1]?.map(({ number }) => number)).toEqual([1, 2]));
});

test('another file takes the place of a relative path', async () => {
  const { user, bridge, choices } = await open();
  bridge.answer('desktop.pickFile', '/etc/ssl/shop.p12');
  expect(row(2).getByText('relative path')).toBeTruthy();
  await user.click(row(2).getByRole('button', { name: 'Choose… CA' }));
  expect(await row(2).findByText('/etc/ssl/shop.p12')).toBeTruthy();
  await user.click(screen.getByText('dev'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(choices()[0]?.[1]?.ca).toBe('/etc/ssl/shop.p12'));
});

test('all added: the dialog closes and the first of them opens', async () => {
  const added: ImportAdded = { outcomes: [], state: (await recorded()).state };
  for (const cluster of added.state.clusters.slice(0, 3)) {
    cluster.saved = `new-${String(cluster.number)}`;
    const problem = { code: '', text: '', worker: '', consent: '', action: '', field: '' } as const;
    added.outcomes.push({ number: cluster.number, profile: cluster.saved, keyring: 'stored', problem });
  }
  const { user, bridge, onClose, visited } = await open();
  bridge.answer('profileFiles.add', added);
  await user.click(screen.getByText('dev'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(visited).toEqual(['/c/new-1']);
});

test('all here already', async () => {
  const view = await recorded(({ state }) => {
    for (const cluster of state.clusters) {
      cluster.matches = [{ id: 'orders-eu', name: 'orders-eu' }];
    }
  });
  const { user, onClose } = await open(view);
  expect(screen.getByRole('heading', { name: 'All 4 clusters are here already' })).toBeTruthy();
  expect(screen.getByText('Tick a cluster')).toBeTruthy();
  await user.click(row(2).getByRole('link', { name: 'orders-eu' }));
  expect(onClose).toHaveBeenCalled();
});

test('a cluster that this version cannot connect to cannot be ticked', async () => {
  const view = await recorded(({ state }) => {
    (state.clusters[0] as ImportCluster).problem = 'This version does not support it.';
  });
  await open(view);
  expect(box(1).disabled).toBe(true);
  expect(row(1).getByText('This version does not support it.')).toBeTruthy();
});

test('Go forgets the file when the dialog closes, and when another text is pasted', async () => {
  const { user, asked, unmount } = await open();
  await user.click(screen.getByRole('button', { name: 'Paste' }));
  await waitFor(() => expect(asked('profileFiles.close')).toEqual([['import-1']]));
  await user.click(await field());
  await user.paste('again');
  await screen.findByRole('region', { name: 'The file' });
  unmount();
  await waitFor(() => expect(asked('profileFiles.close')).toHaveLength(2));
});
