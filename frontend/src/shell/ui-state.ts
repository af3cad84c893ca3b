import { useCallback, useSyncExternalStore } from 'react';

/** What a screen remembers while the app runs (filter, sort, cursor, scroll), by a key of its own. Nothing is kept on disk. */
class UiState {
  readonly #values = new Map<string, unknown>();
  readonly #listeners = new Set<() => void>();

  get = (key: string): unknown => this.#values.get(key);

  set = (key: string, value: unknown): void => {
    this.#values.set(key, value);
    for (const listener of this.#listeners) {
      listener();
    }
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  clear(): void {
    this.#values.clear();
  }
}

export const uiState = new UiState();

/**
 * useState that outlives the screen: useUiState(`connectors.${profile}.filter`, ''). Give `initial` as a constant from
 * outside the component when it is not a plain text, number or boolean.
 */
export function useUiState<T>(key: string, initial: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(uiState.subscribe, () => uiState.get(key));
  const set = useCallback((next: T) => uiState.set(key, next), [key]);
  return [value === undefined ? initial : (value as T), set];
}
