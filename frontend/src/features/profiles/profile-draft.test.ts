import { describe, expect, test } from 'vitest';
import { draftOf, inputOf, newDraft, withParsed } from './profile-draft';
import { storedProfile } from './stored-profile.fixture';

describe('a profile while it is typed', () => {
  test('what is not touched goes back as it was stored', () => {
    expect(inputOf(draftOf(storedProfile, false))).toMatchObject({
      ...storedProfile,
      secrets: [],
      entered: {},
      copySecret: '',
      agreeWayIn: false,
    });
  });

  test('a copy is a new profile with a free name that takes the secrets of the other', () => {
    const input = inputOf(draftOf(storedProfile, true, ['orders-eu', 'ORDERS-EU 2']));
    expect(input).toMatchObject({ id: '', name: 'orders-eu 3', copySecret: 'p1', entered: {} });
  });

  test('a command goes with the request to agree to it, and none without', () => {
    const withWayIn = { ...storedProfile, wayIn: { command: 'ssh -L {port}:c:1 b', limit: 20_000, agreed: true } };
    expect(inputOf(draftOf(withWayIn, false))).toMatchObject({ agreeWayIn: true, wayIn: { limit: 20_000 } });
    expect(inputOf(draftOf(storedProfile, false))).toMatchObject({ agreeWayIn: false, wayIn: { command: '' } });
  });

  test('an emptied secret is one that was entered', () => {
    expect(inputOf({ ...draftOf(storedProfile, false), entered: { password: '' } }).entered).toEqual({ password: '' });
  });

  test('a secret that was typed for another login, or for a header that is gone, is not sent', () => {
    const draft = { ...draftOf(storedProfile, false), entered: { password: 'a', token: 'b', 'header:X-Gone': 'c' } };
    expect(inputOf(draft).entered).toEqual({ password: 'a' });
    expect(inputOf({ ...draft, login: 'bearer' })).toMatchObject({ entered: { token: 'b' }, username: '' });
    expect(inputOf({ ...draft, login: 'none' }).entered).toEqual({});
  });

  test('lines that were left empty are no headers, workers or parameters', () => {
    const input = inputOf({
      ...newDraft('http://h'),
      moreUrls: [' ', ' http://b '],
      headers: [{ name: '', value: '', secret: false }],
      oauth: { tokenUrl: '', clientId: '', scopes: ' a  b ', audience: '', params: [{ name: '', value: '' }] },
    });
    expect(input).toMatchObject({ moreUrls: ['http://b'], headers: [], oauth: { scopes: ['a', 'b'], params: [] } });
  });

  test('a login in the address moves to its fields', () => {
    const parsed = { url: 'http://h:8083', username: 'u', password: 'p', notes: [], problem: '' };
    expect(withParsed(newDraft('http://u:p@h:8083'), parsed)).toMatchObject({
      url: 'http://h:8083',
      login: 'basic',
      username: 'u',
      entered: { password: 'p' },
    });
  });

  test('a cluster without a name is called like its host, or like its scope', () => {
    expect(inputOf(newDraft('https://connect:8443/base')).name).toBe('connect:8443');
    expect(inputOf({ ...newDraft(), scope: ' eu-central-1 ' }).name).toBe('eu-central-1');
    expect(inputOf({ ...newDraft('http://h'), name: ' mine ' }).name).toBe('mine');
  });

  test('an address that cannot be used stays as it was typed', () => {
    const draft = newDraft('ftp://x');
    expect(withParsed(draft, { url: '', username: '', password: '', notes: [], problem: 'no' })).toBe(draft);
  });
});
