import { describe, expect, it } from 'vitest';
import { BridgeError, isCanceled, problemOf, toBridgeError } from './errors';

const json = '{"code":"rebalancing","text":"A rebalance is about to start.","worker":"409"}';

describe('toBridgeError', () => {
  it.each([
    ['a JSON text', json],
    ['an Error around a JSON text', new Error(json)],
    [
      'itself',
      new BridgeError({
        code: 'rebalancing',
        text: 'A rebalance is about to start.',
        worker: '409',
        field: '',
        consent: '',
        action: '',
      }),
    ],
  ])('reads %s', (_, reason) => {
    expect(problemOf(reason)).toEqual({
      code: 'rebalancing',
      text: 'A rebalance is about to start.',
      worker: '409',
      field: '',
      consent: '',
      action: '',
    });
  });

  it.each([
    ['foreign text', 'error decoding argument 2', 'error decoding argument 2'],
    ['a foreign Error', new Error('x is undefined'), 'x is undefined'],
    ['broken JSON', '{"code":', '{"code":'],
    ['JSON of another shape', '{"message":"no"}', '{"message":"no"}'],
    ['an empty sentence', '{"code":"worker","text":""}', '{"code":"worker","text":""}'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['nothing', undefined, ''],
  ])('keeps %s below our own sentence', (_, reason, worker) => {
    const problem = problemOf(reason);
    expect(problem.code).toBe('internal');
    expect(problem.text).toMatch(/in Sluiceway/);
    expect(problem.worker).toBe(worker);
  });

  it('a code that this page does not know is internal, its words stay', () => {
    expect(problemOf('{"code":"brand_new","text":"Something."}')).toEqual({
      code: 'internal',
      text: 'Something.',
      worker: '',
      field: '',
      consent: '',
      action: '',
    });
  });
});

it('tells a cancelled call', () => {
  expect(isCanceled(toBridgeError('{"code":"canceled","text":"Cancelled."}'))).toBe(true);
  expect(isCanceled(new Error('canceled'))).toBe(false);
});
