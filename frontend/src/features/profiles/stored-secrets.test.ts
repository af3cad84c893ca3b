import { describe, expect, test } from 'vitest';
import { draftOf, type ProfileDraft } from './profile-draft';
import { storedProfile } from './stored-profile.fixture';
import { secretState, secretsAgain } from './stored-secrets';

const stored = draftOf(storedProfile, false);

describe('a stored secret', () => {
  test('holds for the addresses it was entered for, and for fewer', () => {
    expect(secretsAgain(stored)).toEqual([]);
    expect(secretsAgain({ ...stored, moreUrls: [] })).toEqual([]);
    for (const url of ['https://connect:8443/base', ' https://CONNECT:8443 ', 'https://connect-2:8443']) {
      expect(secretState({ ...stored, url }, 'password'), url).toBe('stored');
    }
  });

  test.each<[Partial<ProfileDraft>, readonly string[]]>([
    [{ url: 'http://connect:8443' }, ['password', 'header:X-Key']],
    [{ moreUrls: ['https://elsewhere:8443'] }, ['password', 'header:X-Key']],
    [{ adminUrl: 'https://connect:9443' }, ['password', 'header:X-Key']],
    [{ wayIn: { command: 'ssh {port}', limit: '' } }, ['password', 'header:X-Key']],
    [{ proxy: { ...stored.proxy, url: 'http://proxy:3129' } }, ['proxy']],
    [{ certificate: { file: '/tmp/other.p12', keyFile: '' } }, ['key_store']],
    [{ caFile: '/tmp/other.p12' }, ['trust_store']],
  ])('is asked for again after %o', (change, again) => {
    expect(secretsAgain({ ...stored, ...change })).toEqual(again);
  });

  test('is not asked for where another one was typed', () => {
    const moved = { ...stored, url: 'http://elsewhere', entered: { password: 'x' } };
    expect(secretState(moved, 'password')).toBe('entered');
    expect(secretsAgain(moved)).toEqual(['header:X-Key']);
  });
});
