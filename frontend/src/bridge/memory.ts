import { BridgeError, toBridgeError } from './errors';
import type { EventMap, EventName } from './events';
import { type Method, type MethodName, makeFacades } from './facades';
import type { Bridge } from './types';

/**
 * Responses by method: "clusters.state" for any arguments, "clusters.state(sandbox)" for these. Strings, numbers and
 * booleans among the arguments are joined with commas; others are ignored. The more specific entry wins. A response
 * {"$problem": {code, text, worker}} is a rejection. A method without a result needs no entry.
 */
export type Fixtures = Readonly<Record<string, unknown>>;

export interface RecordedCall {
  readonly method: MethodName;
  readonly args: readonly unknown[];
}

/** Replays fixtures, without logic of its own. `asked` records the calls. */
export interface MemoryBridge extends Bridge {
  readonly asked: readonly RecordedCall[];
  emit<K extends EventName>(event: K, payload: EventMap[K]): void;
  /** Replaces a response in a test by a value, or by a function of the arguments (which may throw or wait). */
  answer(method: MethodName, answer: unknown): void;
}

type Listener = (payload: never) => void;

export function memoryBridge(fixtures: Fixtures): MemoryBridge {
  const answers = new Map<string, unknown>(Object.entries(fixtures));
  const listeners = new Map<EventName, Set<Listener>>();
  const asked: RecordedCall[] = [];

  const ask = async ({ full: method, answers: hasAnswer }: Method, args: readonly unknown[]): Promise<unknown> => {
    asked.push({ method, args });
    const exact = `${method}(${args.filter(isPlain).join(',')})`;
    const key = answers.has(exact) ? exact : method;
    if (!answers.has(key)) {
      if (!hasAnswer) {
        return null;
      }
      throw new BridgeError({
        code: 'internal',
        text: `There is no fixture for ${exact}.`,
        worker: '',
        field: '',
        consent: '',
        action: '',
      });
    }
    const found = answers.get(key);
    try {
      const value: unknown =
        typeof found === 'function' ? await (found as (...a: readonly unknown[]) => unknown)(...args) : found;
      return unpack(value);
    } catch (reason) {
      throw toBridgeError(reason);
    }
  };

  return {
    ...makeFacades((method, args) => ask(method, args)),
    asked,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listener));
      return () => {
        set.delete(listener);
      };
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) {
        (listener as (p: typeof payload) => void)(payload);
      }
    },
    answer(method, answer) {
      for (const key of [...answers.keys()]) {
        if (key === method || key.startsWith(`${method}(`)) {
          answers.delete(key);
        }
      }
      answers.set(method, answer);
    },
  };
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function unpack(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$problem' in value) {
    throw toBridgeError(JSON.stringify(value.$problem));
  }
  // A copy, as in the window: a screen that modifies a response must not change the next one.
  return typeof value === 'object' && value !== null ? structuredClone(value) : value;
}
