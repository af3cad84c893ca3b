import { useSyncExternalStore } from 'react';
import { later } from './later';
import type { Toast } from './toast-stack';

const ToastStack = later(async () => (await import('./toast-stack')).ToastStack);

let wanted = false;
const listeners = new Set<() => void>();

/** One line and one action, about something that ended on another screen. An error is never only a toast. */
export function showToast(toast: Toast): void {
  wanted = true;
  for (const listener of listeners) {
    listener();
  }
  void import('./toast-stack').then(({ addToast }) => addToast(toast));
}

/** Where toasts appear; its code is loaded with the first one. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
  return shown && <ToastStack />;
}
