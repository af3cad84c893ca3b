import { describe, expect, test } from 'vitest';
import { errorsOf, sectionOf, withoutCorrected } from './profile-check';
import { newDraft, type ProfileDraft } from './profile-draft';

const right: ProfileDraft = { ...newDraft('http://h'), name: 'n' };

describe('what cannot be saved', () => {
  test.each<[Partial<ProfileDraft>, string]>([
    [{ url: ' ' }, 'url'],
    [{ url: 'h', name: ' ' }, 'name'],
    [{ timeLimit: '999' }, 'timeLimit'],
    [{ timeLimit: '600001' }, 'timeLimit'],
    [{ timeLimit: '1e4' }, 'timeLimit'],
    [{ timeLimit: '' }, 'timeLimit'],
    [{ wayIn: { command: 'ssh {port}', limit: 'soon' } }, 'wayIn.limit'],
    [{ environment: 'custom' }, 'environment'],
    [{ environment: 'custom', word: 'Sandbox' }, 'environment'],
    [{ environment: 'custom', word: 'x'.repeat(25) }, 'environment'],
  ])('%o is said at %s', (change, field) => {
    expect(errorsOf(right, true, true)).toEqual({});
    expect(Object.keys(errorsOf({ ...right, ...change }, true, true))).toEqual([field]);
  });

  test('a test needs no name, and a managed service no address', () => {
    expect(errorsOf(newDraft('http://h'), false, true)).toEqual({});
    expect(errorsOf(newDraft(), false, false)).toEqual({});
  });
});

describe('a section that folds', () => {
  test.each([
    ['caFile', 'tls'],
    ['secrets.trust_store', 'tls'],
    ['moreUrls.1', 'network'],
    ['proxy.url', 'network'],
    ['wayIn.command', 'wayIn'],
    ['headers.0.name', 'headers'],
    ['secrets.header:X-Key', 'headers'],
    ['groupId', 'group'],
    ['oauth.tokenUrl', undefined],
    ['secrets.password', undefined],
  ])('%s is in %s', (field, section) => {
    expect(sectionOf(field)).toBe(section);
  });
});

test('what is being corrected is not red any more, and nothing else', () => {
  const errors = { url: 'a', 'oauth.tokenUrl': 'b', 'secrets.password': 'c', environment: 'd' };
  expect(withoutCorrected(errors, { oauth: right.oauth })).toEqual({ url: 'a', environment: 'd' });
  expect(withoutCorrected(errors, { name: 'x' })).toEqual(errors);
  expect(withoutCorrected(errors, { word: 'x' })).toEqual({ url: 'a', 'oauth.tokenUrl': 'b', 'secrets.password': 'c' });
});
