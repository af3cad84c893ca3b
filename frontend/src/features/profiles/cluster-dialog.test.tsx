import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { Problem, ProfileInput, Step } from '../../bridge/dto';
import { BridgeError } from '../../bridge/errors';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { ClusterDialog } from './cluster-dialog';
import { DeleteClusterDialog } from './delete-cluster-dialog';

const step = (id: string, state: Step['state'], more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  state,
  fact: '',
  took: 1,
  hint: '',
  facts: [],
  chain: [],
  fix: '',
  raw: '',
  ...more,
});

const noProblem: Problem = { code: 'invalid', text: '', worker: '', field: '', consent: '', action: '' };

const asked = (bridge: MemoryBridge, method: string) => bridge.asked.filter((call) => call.method === method);
const saved = (bridge: MemoryBridge) => asked(bridge, 'profiles.save').at(-1)?.args[0] as ProfileInput | undefined;
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

const section = (user: UserEvent, title: string) =>
  user.click(screen.getByRole('button', { name: new RegExp(`^${title}`) }));

async function open(props: { id?: string; copyOf?: string; url?: string; login?: boolean } = {}, bridge = memory()) {
  let closed = 0;
  const rendered = await renderScreen(<ClusterDialog {...props} onClose={() => (closed += 1)} />, bridge);
  await screen.findByRole('textbox', { name: 'Name' });
  return { ...rendered, closed: () => closed };
}

describe('the cluster dialog', () => {
  test('shows what its kind of cluster has, and keeps the kind', async () => {
    const bridge = memory();
    const apache = await bridge.profiles.kinds();
    expect(apache[0]?.fields).toContain('url');
    bridge.answer('profiles.kinds', [
      { id: 'poor', title: 'A poor kind', fields: ['url'], logins: ['none'], words: { url: 'Server' } },
    ]);
    const { user, closed } = await open({}, bridge);
    await waitFor(() => expect(screen.queryByText('Login')).toBeNull());
    expect(screen.queryAllByRole('button', { expanded: false }).map((one) => one.textContent)).toEqual([
      'Permissionsall changes',
    ]);
    await user.type(field('Server'), 'localhost:8083');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() => expect(closed()).toBe(1));
    expect(saved(bridge)?.kind).toBe('');
  });

  test('offers the logins of its kind of cluster', async () => {
    const bridge = memory();
    const [apache] = await bridge.profiles.kinds();
    if (apache === undefined) {
      throw new Error('no kind was recorded');
    }
    bridge.answer('profiles.kinds', [{ ...apache, logins: ['none'] }]);
    await open({}, bridge);
    await waitFor(() => expect(screen.queryByRole('radio', { name: 'Basic' })).toBeNull());
    expect(screen.queryByRole('radiogroup', { name: 'Login' })).toBeNull();
  });

  test('tests, then saves, and goes to the new cluster', async () => {
    const bridge = memory();
    bridge.answer('profiles.test', [step('name', 'passed'), step('connect', 'passed')]);
    const { user, visited, closed } = await open({}, bridge);
    await waitFor(() => expect(document.activeElement).toBe(field('Worker URL')));
    await user.keyboard('localhost:8083');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(closed()).toBe(1));
    expect(saved(bridge)).toMatchObject({ id: '', url: 'http://localhost:8083', name: 'localhost:8083' });
    expect(visited).toEqual(['/c/local']);
  });

  test('a failed test saves nothing, opens the step and keeps what was typed; it can be saved untested', async () => {
    const { bridge, user, closed } = await open();
    await user.type(field('Worker URL'), 'connect:8443');
    await user.click(screen.getByRole('button', { name: /Test and save/ }));
    await screen.findByText(/The certificate was signed by an authority that this computer does not trust\./);
    expect(screen.getByText('Not reachable yet: TLS')).toBeTruthy();
    expect(saved(bridge)).toBeUndefined();
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() => expect(closed()).toBe(1));
  });

  test.each([
    ['TLS', [step('connect', 'passed'), step('TLS', 'failed', { fix: 'add_ca' })], 'Not reachable yet: TLS'],
    [
      'the login',
      [step('connect', 'passed'), step('login', 'failed', { fix: 'login' })],
      'Reached, but the login was refused',
    ],
    ['the version', [step('login', 'passed'), step('Version', 'failed')], 'Reached, but not usable yet: Version'],
  ])('says how far a test came that failed at %s', async (_, steps, words) => {
    const bridge = memory();
    bridge.answer('profiles.test', steps);
    const { user } = await open({ url: 'http://connect:8083' }, bridge);
    await user.click(screen.getByRole('button', { name: /Test and save/ }));
    await screen.findByText(words);
  });

  test('a fix is done by its button, and tested again', async () => {
    const bridge = memory();
    bridge.answer('desktop.pickFile', '/etc/ca.pem');
    const { user } = await open({ url: 'https://connect:8443' }, bridge);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await user.click((await screen.findAllByRole('button', { name: 'Add a CA…' })).at(-1) as HTMLElement);
    await waitFor(() => expect(asked(bridge, 'profiles.test')).toHaveLength(2));
    expect(asked(bridge, 'profiles.test')[1]?.args[0]).toMatchObject({ caFile: '/etc/ca.pem' });
  });

  test('steps show while the test runs, and it can be stopped', async () => {
    const bridge = memory();
    bridge.answer('profiles.test', (_input: unknown, onStep: (s: Step) => void) => {
      onStep(step('name', 'passed'));
      onStep(step('connect', 'running'));
      return new Promise(() => undefined);
    });
    const { user } = await open({ url: 'http://x' }, bridge);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await screen.findByText('connect');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.queryByText('connect')).toBeNull();
  });

  test('what cannot work is said at its field, all at once, and nothing is sent', async () => {
    const { bridge, user } = await open();
    await section(user, 'Network');
    await user.clear(field('Time limit'));
    await user.type(field('Time limit'), '5');
    await section(user, 'Network');
    expect(screen.queryByRole('textbox', { name: 'Time limit' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await screen.findByText('The cluster needs a name.');
    expect(screen.getByText(/Enter an address/)).toBeTruthy();
    expect(screen.getByText(/from 1000/)).toBeTruthy();
    expect(saved(bridge)).toBeUndefined();
    expect(field('Time limit').value).toBe('5');
  });

  test('starts at the address, and where a login is missing at the user name', async () => {
    const { unmount } = await open({ url: 'http://h:8083' });
    await waitFor(() => expect(document.activeElement).toBe(field('Worker URL')));
    unmount();
    await open({ url: 'http://h:8083', login: true });
    await waitFor(() => expect(document.activeElement).toBe(field('User name')));
    expect(field('Worker URL').value).toBe('http://h:8083');
  });

  test('a name that is taken is said at the name', async () => {
    const bridge = memory();
    bridge.answer('profiles.save', () => {
      throw new BridgeError({
        code: 'exists',
        text: 'Another cluster is already called “a”.',
        worker: '',
        field: 'name',
        consent: '',
        action: '',
      });
    });
    const { user } = await open({ url: 'http://x' }, bridge);
    await user.type(field('Name'), 'a');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await screen.findByText('Another cluster is already called “a”.');
    expect(field('Name').getAttribute('aria-invalid')).toBe('true');
    expect(field('Name').value).toBe('a');
  });

  test('a pasted login leaves the address', async () => {
    const bridge = memory();
    bridge.answer('profiles.parseURL', {
      url: 'http://h:8083',
      username: 'dev',
      password: 'hush',
      notes: ['The login was removed from the address.'],
      problem: '',
    });
    const { user } = await open({}, bridge);
    await user.click(field('Worker URL'));
    await user.paste('http://dev:hush@h:8083');
    await screen.findByText('The login was removed from the address.');
    expect(field('Worker URL').value).toBe('http://h:8083');
    expect(field('User name').value).toBe('dev');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('hush');
  });

  test('an edit keeps the password unless another one is typed', async () => {
    const bridge = memory();
    bridge.answer('profiles.parseURL', (url: string) => ({ url, username: '', password: '', notes: [], problem: '' }));
    const { user, closed } = await open({ id: 'orders-eu' }, bridge);
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() => expect(closed()).toBe(1));
    expect(saved(bridge)).toMatchObject({ id: 'orders-eu', entered: {}, username: 'connect-admin' });
  });
});

describe('every login and network', () => {
  const kinds = async () => {
    const [apache] = await memory().profiles.kinds();
    if (apache === undefined) {
      throw new Error('no kind was recorded');
    }
    return apache;
  };

  test('OAuth sends the client and its secret, and names the field that Go refuses', async () => {
    const bridge = memory();
    bridge.answer('profiles.kinds', [{ ...(await kinds()), logins: ['none', 'oauth'] }]);
    bridge.answer('profiles.save', () => {
      throw new BridgeError({ ...noProblem, code: 'invalid', text: 'No token URL.', field: 'oauth.tokenUrl' });
    });
    const { user } = await open({ url: 'http://x' }, bridge);
    await user.click(await screen.findByRole('radio', { name: 'OAuth 2' }));
    await user.type(field('Client id'), 'sluiceway');
    await user.type(screen.getByLabelText('Client secret'), 'hush');
    await user.type(field('Scopes'), 'connect.read connect.manage');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await screen.findByText('No token URL.');
    expect(document.activeElement).toBe(field('Token URL'));
    expect(saved(bridge)).toMatchObject({
      login: 'oauth',
      oauth: { clientId: 'sluiceway', scopes: ['connect.read', 'connect.manage'] },
      entered: { client_secret: 'hush' },
    });
    expect(screen.getByLabelText<HTMLInputElement>('Client secret').value).toBe('hush');
  });

  test('a problem in a folded section opens it and takes the focus there', async () => {
    const bridge = memory();
    bridge.answer('profiles.kinds', [{ ...(await kinds()), fields: ['url', 'proxy'] }]);
    bridge.answer('profiles.save', () => {
      throw new BridgeError({ ...noProblem, code: 'invalid', text: 'Not a proxy.', field: 'proxy.url' });
    });
    const { user } = await open({ url: 'http://x' }, bridge);
    await section(user, 'Network');
    await user.click(screen.getByRole('radio', { name: 'Own' }));
    await user.type(field('URL of the proxy'), 'nowhere');
    await section(user, 'Network');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await screen.findByText('Not a proxy.');
    expect(document.activeElement).toBe(field('URL of the proxy'));
    expect(field('URL of the proxy').value).toBe('nowhere');
  });

  test('a refused command is said at its field, and nothing is lost', async () => {
    const bridge = memory();
    bridge.answer('profiles.kinds', [{ ...(await kinds()), fields: ['url', 'way_in'] }]);
    bridge.answer('profiles.save', () => {
      throw new BridgeError({ ...noProblem, code: 'invalid', text: 'A pipe needs a shell.', field: 'wayIn.command' });
    });
    const { user } = await open({ url: 'http://x' }, bridge);
    await section(user, 'Way in');
    await user.click(field('Command'));
    await user.paste('ssh -L {port}:connect:8083 bastion | cat');
    await section(user, 'Way in');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await screen.findByText('A pipe needs a shell.');
    expect(document.activeElement).toBe(field('Command'));
    expect(field('Command').value).toBe('ssh -L {port}:connect:8083 bastion | cat');
    expect(saved(bridge)).toMatchObject({ agreeWayIn: true });
  });

  test('with every permission off the cluster is read-only', async () => {
    const bridge = memory();
    const { user } = await open({ url: 'http://x' }, bridge);
    await section(user, 'Permissions');
    await user.click(screen.getByRole('switch', { name: 'Delete' }));
    expect(screen.getByRole('button', { name: /^Permissions all but delete/ })).toBeTruthy();
    for (const name of ['Create', 'Edit', 'Change state', 'Offsets']) {
      await user.click(screen.getByRole('switch', { name }));
    }
    expect(screen.getByRole('button', { name: /^Permissions read-only/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() =>
      expect(saved(bridge)?.permissions).toEqual({
        create: false,
        edit: false,
        state: false,
        delete: false,
        offsets: false,
      }),
    );
  });

  test('another kind has its own fields, words and places', async () => {
    const bridge = memory();
    bridge.answer('profiles.kinds', [
      await kinds(),
      {
        id: 'cloud',
        title: 'A cloud',
        fields: ['scope', 'login', 'endpoint'],
        logins: ['basic'],
        words: { scope: 'Cluster', 'basic.username': 'API key', 'basic.password': 'API secret' },
      },
    ]);
    bridge.answer('profiles.places', [
      { title: 'Shop', scope: '', places: [{ title: 'orders', scope: 'env-1/lkc-1', places: [] }] },
    ]);
    const { user, closed } = await open({}, bridge);
    await user.click(await screen.findByRole('radio', { name: 'A cloud' }));
    expect(screen.queryByRole('textbox', { name: 'Worker URL' })).toBeNull();
    await user.type(field('API key'), 'ABC');
    await user.type(screen.getByLabelText('API secret'), 'hush');
    await user.click(screen.getByRole('button', { name: 'List what there is' }));
    await screen.findByText('1 found');
    await user.click(screen.getByRole('button', { name: 'Show recommended values' }));
    await user.click(await screen.findByText('env-1/lkc-1'));
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() => expect(closed()).toBe(1));
    expect(saved(bridge)).toMatchObject({
      kind: 'cloud',
      url: '',
      login: 'basic',
      username: 'ABC',
      scope: 'env-1/lkc-1',
      name: 'env-1/lkc-1',
    });
  });

  test('the certificate that the server sent can be the only one that is trusted', async () => {
    const bridge = memory();
    const { user } = await open({ url: 'https://connect:8443' }, bridge);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await user.click(await screen.findByRole('button', { name: 'Trust exactly this certificate' }));
    await waitFor(() => expect(asked(bridge, 'profiles.test')).toHaveLength(2));
    const input = asked(bridge, 'profiles.test')[1]?.args[0] as ProfileInput;
    expect(input.pin).toMatch(/^[0-9a-f]{64}$/);
    expect(screen.getByRole('button', { name: /^TLS and trust one certificate/ })).toBeTruthy();
  });
});

test('the report of a test can be copied', async () => {
  const bridge = memory();
  bridge.answer('profiles.testReport', 'Name resolved: 127.0.0.1');
  const { user } = await open({ url: 'http://x' }, bridge);
  await user.click(screen.getByRole('button', { name: 'Test' }));
  await user.click(await screen.findByRole('button', { name: 'Copy report' }));
  await waitFor(() =>
    expect(asked(bridge, 'desktop.copyText').map(({ args }) => args[0])).toEqual(['Name resolved: 127.0.0.1']),
  );
});

describe('the password of another address', () => {
  test('is asked for again, at its field, before anything is sent', async () => {
    const bridge = memory();
    bridge.answer('profiles.test', [step('name', 'passed')]);
    const { user, closed } = await open({ id: 'orders-eu' }, bridge);
    await user.clear(field('Worker URL'));
    await user.type(field('Worker URL'), 'https://elsewhere.example:8443');
    expect(screen.getByText(/Password: the address has changed, so enter it again/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await screen.findByText(/The stored one was entered for something else/);
    expect(asked(bridge, 'profiles.test')).toHaveLength(0);
    await user.type(screen.getByLabelText('Password'), 'again');
    await user.click(screen.getByRole('button', { name: 'Save without testing' }));
    await waitFor(() => expect(closed()).toBe(1));
    expect(saved(bridge)).toMatchObject({ entered: { password: 'again' } });
  });
});

describe('deleting a cluster', () => {
  test('production wants the name typed, and says what goes with it', async () => {
    const bridge = memory();
    const { user } = await renderScreen(<DeleteClusterDialog id="orders-eu" onClose={() => undefined} />, bridge);
    await screen.findByText(/2 drafts, 1 stored config/);
    await user.click(screen.getByRole('button', { name: 'Delete cluster' }));
    await user.type(screen.getByRole('textbox', { name: 'Type the name of the cluster' }), 'orders-e{Enter}');
    expect(asked(bridge, 'profiles.delete')).toHaveLength(0);
    await user.keyboard('u{Enter}');
    await waitFor(() => expect(asked(bridge, 'profiles.delete').map(({ args }) => args)).toEqual([['orders-eu']]));
  });
});
