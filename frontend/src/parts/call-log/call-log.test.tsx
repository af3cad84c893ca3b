import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { CallPage, CallRow } from '../../bridge/dto';
import { memory, renderScreen } from '../../testing/render';
import { joined } from './api';
import { CallLog } from './call-log';

const poll = (id: number, change: Partial<CallRow> = {}): CallRow => ({
  id,
  profile: 'orders-eu',
  at: 1_763_641_000_000 + id * 1_000,
  method: 'GET',
  path: '/connectors?expand=status',
  status: 200,
  took: 5,
  bytes: 10,
  for: 'list refresh',
  you: false,
  try: 1,
  failure: '',
  ...change,
});

const page = (calls: CallRow[], last: number, stored: number): CallPage => ({ calls, last, stored, since: 1 });

/** A log that a test adds calls to. */
async function log(first: CallRow[]) {
  const bridge = memory();
  let calls = first;
  const last = () => calls[0]?.id ?? 0;
  bridge.answer('calls.page', (_profile: string, since: number) =>
    page(
      calls.filter((call) => call.id > since),
      last(),
      calls.length,
    ),
  );
  bridge.answer('calls.detail', (id: number) => ({
    row: calls.find((call) => call.id === id),
    curl: `curl of call ${String(id)}`,
    request: '',
    answer: '{"answer":1}',
    story: 'It worked.',
    reused: true,
    connect: 0,
    sent: 0,
    waited: 5,
    got: 0,
  }));
  const rendered = await renderScreen(<CallLog profile="orders-eu" empty="Nothing." />, bridge);
  await screen.findAllByText('/connectors?expand=status');
  const add = (call: CallRow) => {
    calls = [call, ...calls];
    act(() => bridge.emit('calls', { last: call }));
  };
  return { ...rendered, add };
}

describe('the call log', () => {
  test('an open call stays open when the next poll joins its line', async () => {
    const { user, add } = await log([poll(2), poll(1)]);
    await user.keyboard('j');
    await screen.findByText('curl of call 2');
    add(poll(3));
    await screen.findByText(/×3/);
    expect(screen.getByText('curl of call 2')).toBeTruthy();
    add(poll(4));
    await screen.findByText(/×4/);
    expect(screen.getByText('curl of call 2')).toBeTruthy();
  });

  test('the answer stands below the curl command', async () => {
    const { user } = await log([poll(1)]);
    await user.keyboard('j');
    await screen.findByText('curl of call 1');
    expect(screen.getByText('{"answer":1}')).toBeTruthy();
  });

  test('C copies the open call and says so', async () => {
    const { bridge, user } = await log([poll(1)]);
    await user.keyboard('jc');
    await screen.findByText('Copied the call as curl');
    expect(bridge.asked.filter(({ method }) => method === 'desktop.copyText').map(({ args }) => args)).toEqual([
      ['curl of call 1', false],
    ]);
  });

  test('says why a call could not be copied', async () => {
    const { bridge, user } = await log([poll(1)]);
    bridge.answer('calls.detail', {
      $problem: { code: 'not_found', text: 'The call is no longer known.', worker: '' },
    });
    await user.keyboard('jc');
    await screen.findByText('The call was not copied');
  });

  test('asks only for what came since', async () => {
    const { bridge, add } = await log([poll(2), poll(1)]);
    add(poll(3));
    await waitFor(() =>
      expect(bridge.asked.filter(({ method }) => method === 'calls.page').map(({ args }) => args[1])).toEqual([0, 2]),
    );
  });
});

describe('joined pages', () => {
  const known = page([poll(3), poll(2), poll(1)], 3, 3);

  test('new calls come before the known ones', () => {
    expect(joined(known, page([poll(4)], 4, 4)).calls.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
  });

  test('what the log has dropped goes away, after a clearing all of it', () => {
    expect(joined(known, page([poll(4)], 4, 2)).calls.map(({ id }) => id)).toEqual([4, 3]);
    expect(joined(known, page([], 3, 0)).calls).toEqual([]);
  });
});
