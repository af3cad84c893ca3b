import { useSyncExternalStore } from 'react';
import { isField } from './registry';

function subscribe(listener: () => void): () => void {
  document.addEventListener('focusin', listener);
  document.addEventListener('focusout', listener);
  return () => {
    document.removeEventListener('focusin', listener);
    document.removeEventListener('focusout', listener);
  };
}

/** Whether a text field has the focus, so that letters are text. */
export function useTyping(): boolean {
  return useSyncExternalStore(subscribe, () => isField(document.activeElement));
}
