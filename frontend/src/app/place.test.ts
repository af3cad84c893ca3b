import { expect, test } from 'vitest';
import { isAt, profileOf } from './place';

test.each([
  ['/c/dev/n/orders', true],
  ['/c/dev/n/orders/created', true],
  ['/c/dev/n/orders/config?at=file', true],
  ['/c/dev/n/orders-2', false],
  ['/c/dev', false],
])('%s is at the connector: %s', (path, at) => {
  expect(isAt(path, '/c/dev/n/orders')).toBe(at);
});

test('the profile of a path is decoded', () => {
  expect(profileOf('/c/a%2Fb/n/x')).toBe('a/b');
  expect(profileOf('/drafts')).toBeUndefined();
});
