import { expect, test } from 'vitest';
import { profileOf } from './place';

test('the profile of a path is decoded', () => {
  expect(profileOf('/c/a%2Fb/n/x')).toBe('a/b');
  expect(profileOf('/drafts')).toBeUndefined();
});
