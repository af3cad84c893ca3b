import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { grace, makeCall } from './call';
import { problemOf } from './errors';

const never = () => new Promise<string>(() => undefined);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'settled',
    (reason: unknown) => problemOf(reason).code,
  );

describe('call', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives every call an id of its own', async () => {
    const call = makeCall(() => undefined);
    const ids = await Promise.all([1, 2, 3].map(() => call({ limit: 1000 }, (id) => Promise.resolve(id))));
    expect(new Set(ids).size).toBe(3);
  });

  it('an abort cancels that call in Go and rejects', async () => {
    const cancel = vi.fn();
    const call = makeCall(cancel);
    const abort = new AbortController();
    let id = '';
    const result = code(
      call({ limit: 1000, signal: abort.signal }, (callId) => {
        id = callId;
        return never();
      }),
    );
    abort.abort();
    expect(await result).toBe('canceled');
    expect(cancel).toHaveBeenCalledExactlyOnceWith(id);
  });

  it('what was aborted before is never asked', async () => {
    const invoke = vi.fn(never);
    expect(await code(makeCall(() => undefined)({ limit: 1000, signal: AbortSignal.abort() }, invoke))).toBe(
      'canceled',
    );
    expect(invoke).not.toHaveBeenCalled();
  });

  it('a promise that never settles ends at the limit', async () => {
    const cancel = vi.fn();
    const result = code(makeCall(cancel)({ limit: 1000 }, never));
    await vi.advanceTimersByTimeAsync(1000 + grace);
    expect(await result).toBe('timeout');
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('an answer ends the watch: a later abort cancels nothing', async () => {
    const cancel = vi.fn();
    const abort = new AbortController();
    await makeCall(cancel)({ limit: 1000, signal: abort.signal }, () => Promise.resolve(1));
    abort.abort();
    await vi.advanceTimersByTimeAsync((1000 + grace) * 2);
    expect(cancel).not.toHaveBeenCalled();
  });

  it('a binding that is missing, and so throws at once, is a rejection', async () => {
    const call = makeCall(() => undefined);
    const missing = () => {
      throw new TypeError('window.go is undefined');
    };
    expect(await code(call({ limit: 1000 }, missing))).toBe('internal');
  });
});
