import { makeCall } from './call';
import type { Step } from './dto';
import type { EventMap, EventName, Unsubscribe } from './events';
import { type Method, makeFacades } from './facades';
import type { Bridge } from './types';

/** What Wails adds to the page: the bound types by package, and its own functions. */
interface Host {
  readonly go: { readonly app: Readonly<Record<string, Readonly<Record<string, Bound>>>> };
  readonly runtime: {
    EventsOnMultiple(event: string, listener: (payload: never) => void, most: number): Unsubscribe;
  };
}
type Bound = (...args: readonly unknown[]) => Promise<unknown>;

/** Looked up at each call, because Wails adds it while the page loads. Throws if the method is missing. */
const host = () => window as unknown as Host;

const bound = (facade: string, name: string): Bound => {
  const method = host().go.app[facade]?.[name];
  if (method === undefined) {
    throw new Error(`Go has no method ${facade}.${name}`);
  }
  return method;
};

const capital = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

const call = makeCall((callId) => {
  void bound('Desktop', 'Cancel')(callId);
});

/** For as long as the listener is wanted. */
const always = -1;

function on<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): Unsubscribe {
  return host().runtime.EventsOnMultiple(event, listener, always);
}

async function withSteps(callId: string, onStep: (step: Step) => void, ask: () => Promise<unknown>): Promise<unknown> {
  const off = on('step', (event) => {
    if (event.call === callId) {
      onStep(event.step);
    }
  });
  try {
    return await ask();
  } finally {
    off();
  }
}

function invoke(method: Method, args: readonly unknown[]): Promise<unknown> {
  const ask = (...first: readonly unknown[]) =>
    bound(capital(method.facade), capital(method.name))(...first, ...args.slice(0, method.args));
  if (method.limit === 0) {
    return ask();
  }
  const signal = args[method.args + (method.steps ? 1 : 0)] as AbortSignal | undefined;
  return call({ limit: method.limit, signal }, (callId) =>
    method.steps ? withSteps(callId, args[method.args] as (step: Step) => void, () => ask(callId)) : ask(callId),
  );
}

export const wailsBridge: Bridge = { ...makeFacades(invoke), on };
