import { useCallback, useSyncExternalStore } from 'react';

/** The state of a screen while the app runs (filter, sort, cursor, scroll), by key. Nothing is stored on disk. */
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
 * useState that survives leaving the screen: useUiState(`connectors.${profile}.filter`, ''). If `initial` is not a
 * string, number or boolean, pass a constant from outside the component.
 */
export function useUiState<T>(key: string, initial: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(uiState.subscribe, () => uiState.get(key));
  const set = useCallback((next: T) => uiState.set(key, next), [key]);
  return [value === undefined ? initial : (value as T), set];
}
