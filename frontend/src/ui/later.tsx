import { type ComponentType, type ReactNode, useSyncExternalStore } from 'react';

/** A part of the app whose code did not load. Trying it again in the same page may fail from a cache; a reload does not. */
export class NotLoaded extends Error {
  override name = 'NotLoaded';
}

/** A component whose code is loaded when it is first drawn, or earlier with `load`. */
export interface Later<P> {
  (props: P): ReactNode;
  readonly load: () => Promise<void>;
}

/**
 * Like React.lazy, but without Suspense: React delays a suspended screen by 300 ms, although its code loads within one
 * frame, and suspends even if the code is already loaded. Draws nothing until the code is loaded; if it does not load,
 * `NotLoaded` is thrown to the next error boundary, and `load` does not fail.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const code = new Code(load);
  return Object.assign((props: P) => <Loaded code={code} props={props} />, { load: code.load });
}

function Loaded<P extends object>({ code, props }: { code: Code<P>; props: P }) {
  const { component: Shown, failed } = useSyncExternalStore(code.subscribe, code.get);
  if (failed !== undefined) {
    throw failed;
  }
  return Shown === undefined ? null : <Shown {...props} />;
}

interface CodeState<P> {
  readonly component?: ComponentType<P>;
  readonly failed?: NotLoaded;
}

class Code<P> {
  readonly #import: () => Promise<ComponentType<P>>;
  readonly #listeners = new Set<() => void>();
  #loading: Promise<void> | undefined;
  #state: CodeState<P> = {};

  constructor(load: () => Promise<ComponentType<P>>) {
    this.#import = load;
  }

  get = (): CodeState<P> => this.#state;

  load = (): Promise<void> => {
    this.#loading ??= this.#import().then(
      (component) => this.#settle({ component }),
      (reason: unknown) => this.#settle({ failed: new NotLoaded(String(reason)) }),
    );
    return this.#loading;
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    void this.load();
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #settle(state: CodeState<P>): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
