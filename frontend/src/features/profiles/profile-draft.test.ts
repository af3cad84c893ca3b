import { describe, expect, test } from 'vitest';
import type { ProfileView } from '../../bridge/dto';
import { draftOf, errorsOf, fieldOf, inputOf, newDraft, withParsed } from './profile-draft';

const kept: ProfileView = {
  id: 'p1',
  kind: '',
  name: 'orders-eu',
  url: 'https://connect:8443',
  environment: 'integration',
  color: 5,
  login: 'basic',
  username: 'developer',
  moreUrls: ['https://connect-2:8443'],
  adminUrl: '',
  scope: '',
  account: '',
  oauth: { tokenUrl: '', clientId: '', scopes: [], audience: '', params: [] },
  headers: [{ name: 'X-Team', value: 'orders', secret: false }],
  serverName: '',
  pin: '',
  certificate: { file: '', keyFile: '' },
  proxy: { mode: '', url: '', username: '' },
  wayIn: { command: '', limit: 0, agreed: false },
  offsetTopic: '',
  permissions: { create: false, edit: false, state: false, delete: false, offsets: false },
  secrets: [{ key: 'password', stored: true, sessionOnly: false }],
  caFile: '/etc/ca.pem',
  skipVerify: false,
  timeLimit: 15_000,
  singleWorker: false,
  groupId: 'connect-orders',
};

describe('a profile while it is typed', () => {
  test('an untouched password is not sent, whatever else changes', () => {
    const input = inputOf({ ...draftOf(kept, false), name: 'orders' });
    expect(input).toMatchObject({ id: 'p1', entered: {}, copySecret: '', timeLimit: 15_000 });
    expect(input).toMatchObject({ environment: 'integration', color: 5, caFile: '/etc/ca.pem' });
    expect(input.permissions).toEqual(kept.permissions);
    expect(input).toMatchObject({ moreUrls: kept.moreUrls, headers: kept.headers });
  });

  test('a stored password holds for the same scheme, host and port only', () => {
    const draft = draftOf(kept, false);
    for (const url of ['https://connect:8443/base', ' https://CONNECT:8443 ']) {
      expect(errorsOf({ ...draft, url }, false).password, url).toBeUndefined();
    }
    for (const url of ['http://connect:8443', 'https://connect', 'https://connect.example:8443', 'connect:8443']) {
      expect(errorsOf({ ...draft, url }, false).password, url).toMatch(/belongs to https:\/\/connect:8443/);
      expect(errorsOf({ ...draft, url, passwordTouched: true, password: 'x' }, false).password, url).toBeUndefined();
    }
  });

  test('a copy is a new profile with a free name that takes the password of the other', () => {
    const input = inputOf(draftOf(kept, true, ['orders-eu', 'ORDERS-EU 2']));
    expect(input).toMatchObject({ id: '', name: 'orders-eu 3', copySecret: 'p1', entered: {} });
  });

  test('an emptied password is one that was typed', () => {
    expect(inputOf({ ...draftOf(kept, false), passwordTouched: true }).entered).toEqual({ password: '' });
  });

  test('without a login nothing of one is sent', () => {
    const input = inputOf({ ...draftOf(kept, false), login: 'none', password: 'x', passwordTouched: true });
    expect(input).toMatchObject({ username: '', entered: {} });
  });

  test('a login in the address moves to its fields', () => {
    const parsed = { url: 'http://h:8083', username: 'u', password: 'p', notes: [], problem: '' };
    expect(withParsed(newDraft('http://u:p@h:8083'), parsed)).toMatchObject({
      url: 'http://h:8083',
      login: 'basic',
      username: 'u',
      password: 'p',
      passwordTouched: true,
    });
  });

  test('a cluster without a name is called like its host', () => {
    expect(inputOf(newDraft('https://connect:8443/base')).name).toBe('connect:8443');
    expect(inputOf({ ...newDraft('http://h'), name: ' mine ' }).name).toBe('mine');
  });

  test('an address that cannot be used stays as it was typed', () => {
    const draft = newDraft('ftp://x');
    expect(withParsed(draft, { url: '', username: '', password: '', notes: [], problem: 'no' })).toBe(draft);
  });

  test.each([
    [{ url: ' ' }, 'url'],
    [{ url: 'h', name: ' ' }, 'name'],
    [{ login: 'basic' as const }, 'username'],
    [{ login: 'basic' as const, username: 'a:b' }, 'username'],
    [{ timeLimit: '999' }, 'timeLimit'],
    [{ timeLimit: '600001' }, 'timeLimit'],
    [{ timeLimit: '1e4' }, 'timeLimit'],
    [{ timeLimit: '' }, 'timeLimit'],
    [{ environment: 'custom' as const }, 'environment'],
    [{ environment: 'custom' as const, word: 'Sandbox' }, 'environment'],
    [{ environment: 'custom' as const, word: 'x'.repeat(25) }, 'environment'],
  ])('%o is said at %s', (change, field) => {
    const right = { ...newDraft('http://h'), name: 'n' };
    expect(errorsOf(right, true)).toEqual({});
    expect(Object.keys(errorsOf({ ...right, ...change }, true))).toEqual([field]);
  });

  test('a test needs no name', () => {
    expect(errorsOf(newDraft('http://h'), false)).toEqual({});
  });

  test('read-only can be turned off again, and leaves other permissions as they are', () => {
    expect(inputOf({ ...draftOf(kept, false), readOnly: false }).permissions.delete).toBe(true);
    const some = { ...kept, permissions: { ...kept.permissions, state: true } };
    expect(draftOf(some, false).readOnly).toBe(false);
    expect(inputOf(draftOf(some, false)).permissions).toEqual(some.permissions);
  });

  test.each([
    ['name', 'name'],
    ['secrets.password', 'password'],
    ['oauth.tokenUrl', undefined],
    ['', undefined],
  ] as const)('a problem at “%s” belongs to %s', (field, at) => {
    expect(fieldOf({ code: 'invalid', text: '', worker: '', field, consent: '', action: '' })).toBe(at);
  });
});
