import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StepEvent } from './dto';
import { problemOf } from './errors';
import { allMethods } from './facades';
import { wailsBridge } from './wails';

type Bound = (...args: unknown[]) => Promise<unknown>;

/** A window whose bound methods record how they were called. */
function fakeWindow() {
  const asked: { name: string; args: unknown[] }[] = [];
  const answers = new Map<string, Bound>();
  const listeners = new Map<string, (payload: unknown) => void>();
  const facade = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: unknown[]) => {
            const key = `${name}.${String(method)}`;
            asked.push({ name: key, args });
            return (answers.get(key) ?? (() => Promise.resolve(key)))(...args);
          },
      },
    );
  const app = new Proxy({}, { get: (_, name) => facade(String(name)) });
  Object.assign(window, {
    go: { app },
    runtime: {
      EventsOnMultiple: (event: string, listener: (payload: unknown) => void) => {
        listeners.set(event, listener);
        return () => listeners.delete(event);
      },
    },
  });
  return { asked, answers, listeners };
}

describe('the bridge of the window', () => {
  let host: ReturnType<typeof fakeWindow>;
  beforeEach(() => {
    host = fakeWindow();
  });
  afterEach(() => {
    Object.assign(window, { go: undefined, runtime: undefined });
  });

  it('every method calls its namesake in Go with a call id first', async () => {
    for (const { facade, name, args: count, limit, steps } of allMethods) {
      const invoke = (wailsBridge[facade] as unknown as Record<string, Bound>)[name];
      const expected = `${facade[0]?.toUpperCase() ?? ''}${facade.slice(1)}.${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
      const args = Array.from({ length: count }, (_, index) => index);
      expect(await invoke?.(...args, ...(steps ? [() => undefined] : []))).toBe(expected);
      expect(host.asked.at(-1)?.name).toBe(expected);
      const [callId, ...passed] =
        limit === 0 ? ['none-1', ...(host.asked.at(-1)?.args ?? [])] : (host.asked.at(-1)?.args ?? []);
      expect(callId).toMatch(/^\w+-\d+$/);
      expect(passed).toEqual(args);
    }
  });

  it('aborting asks Go to cancel the same id', async () => {
    host.answers.set('Forms.Validate', () => new Promise(() => undefined));
    const abort = new AbortController();
    const result = wailsBridge.forms.validate('d1', abort.signal).catch(problemOf);
    abort.abort();
    expect(await result).toMatchObject({ code: 'canceled' });
    const [validate, cancel] = host.asked;
    expect(cancel).toEqual({ name: 'Desktop.Cancel', args: [validate?.args[0]] });
  });

  it('a rejection arrives as a problem', async () => {
    const error = new Error('{"code":"read_only","text":"This profile is read-only.","worker":""}');
    host.answers.set('Connectors.Act', () => Promise.reject(error));
    const problem = await wailsBridge.connectors.act('p', 'n', 'pause', 0).catch(problemOf);
    expect(problem).toEqual({
      code: 'read_only',
      text: 'This profile is read-only.',
      worker: '',
      field: '',
      consent: '',
      action: '',
    });
  });

  it('a connection test hears its own steps only, and stops listening when it ends', async () => {
    const step = { id: 'resolve', title: 'Name resolved', state: 'passed' };
    host.answers.set('Profiles.Test', (callId) => {
      const emit = (event: Partial<StepEvent>) => host.listeners.get('step')?.(event);
      emit({ call: 'another', step: { ...step, id: 'foreign' } as StepEvent['step'] });
      emit({ call: callId as string, step: step as StepEvent['step'] });
      return Promise.resolve([step]);
    });
    const onStep = vi.fn();
    await wailsBridge.profiles.test({} as never, onStep);
    expect(onStep).toHaveBeenCalledExactlyOnceWith(step);
    expect(host.listeners.has('step')).toBe(false);
  });
});
