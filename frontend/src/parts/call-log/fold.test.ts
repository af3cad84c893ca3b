import { describe, expect, test } from 'vitest';
import type { CallRow } from '../../bridge/dto';
import { foldRepeats, isCallOf, isChange, matchesCall } from './fold';

const call = (over: Partial<CallRow>): CallRow => ({
  id: 1,
  profile: 'p',
  at: 0,
  method: 'GET',
  path: '/connectors?expand=status',
  status: 200,
  took: 5,
  bytes: 0,
  for: 'list refresh',
  you: false,
  try: 1,
  failure: '',
  ...over,
});

describe('foldRepeats', () => {
  test('folds equal polls into the newest, other calls between them or not', () => {
    const lines = foldRepeats([
      call({ id: 4, at: 40 }),
      call({ id: 3, at: 30, path: '/connectors' }),
      call({ id: 2, at: 20 }),
      call({ id: 1, at: 10 }),
    ]);
    expect(lines.map((line) => [line.call.id, line.times, line.since])).toEqual([
      [4, 3, 10],
      [3, 1, 30],
    ]);
  });

  test('never folds what the person asked for, changed or what failed', () => {
    const singles = [
      call({ id: 6, you: true }),
      call({ id: 5, you: true }),
      call({ id: 4, status: 500 }),
      call({ id: 3, status: 500 }),
      call({ id: 2, method: 'PUT', path: '/connectors/a/pause', status: 202 }),
      call({ id: 1, method: 'PUT', path: '/connectors/a/pause', status: 202 }),
    ];
    expect(foldRepeats(singles).map((line) => line.times)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

test('validate sends a body and changes nothing', () => {
  expect(isChange(call({ method: 'PUT', path: '/connector-plugins/x/config/validate' }))).toBe(false);
  expect(isChange(call({ method: 'DELETE', path: '/connectors/a' }))).toBe(true);
});

test.each([
  ['', true],
  ['expand', true],
  ['list', true],
  ['method:get status:2xx', true],
  ['method:post', false],
  ['status:404', false],
  ['status:none', false],
  ['slower:4ms', true],
  ['slower:1s', false],
  ['orders', false],
])('filter %s', (filter, found) => {
  expect(matchesCall(call({}), filter)).toBe(found);
});

test('finds a name as it is read, not as it is encoded', () => {
  expect(matchesCall(call({ path: '/connectors/src-%3Edst/status' }), 'src->dst')).toBe(true);
  expect(matchesCall(call({ path: '/connectors/100%' }), '100%')).toBe(true);
});

describe('isCallOf', () => {
  test.each([
    ['/connectors/orders', 'orders', true],
    ['/connectors/orders/status', 'orders', true],
    ['/connectors/orders?x=1', 'orders', true],
    ['/base/connectors/orders/tasks/0/restart', 'orders', true],
    ['/connectors/orders-2/status', 'orders', false],
    ['/connectors/a%20b/status', 'a b', true],
    ['/connectors/a%zz', 'a%zz', true],
    ['/connectors?expand=status', 'orders', false],
  ])('%s is about %s: %s', (path, name, expected) => {
    expect(isCallOf(call({ path }), name)).toBe(expected);
  });
});
