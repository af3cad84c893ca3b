import { type ReactNode, useCallback, useEffect } from 'react';
import { useBridge } from '../bridge/context';
import { CopyProvider } from '../ui/copy-button';
import { showToast } from '../ui/toasts';
import { useSetting } from './settings';

/** Copies texts through Go, which clears a secret from the clipboard again. */
export function Copying({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const clears = useSetting('clearClipboard');
  const copy = useCallback(
    async (text: string, secret = false) => {
      await bridge.desktop.copyText(text, secret);
      if (secret && clears) {
        showToast({ text: 'Copied. The clipboard is cleared in 60 s.', tone: 'good' });
      }
    },
    [bridge, clears],
  );
  useEffect(() => {
    // The browser has copied the selection by now; passing it to Go as well clears it like any secret.
    const onCopy = (event: ClipboardEvent) => {
      const text = markedSecret(event.target);
      if (text !== '') {
        void copy(text, true).catch(() => undefined);
      }
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
    };
  }, [copy]);
  return <CopyProvider copy={copy}>{children}</CopyProvider>;
}

/** The selected text if it contains a shown secret (attribute data-secret). */
function markedSecret(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const secret = target.dataset['secret'] !== undefined;
    return secret ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0) : '';
  }
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0) {
    return '';
  }
  const range = selection.getRangeAt(0);
  const shown = [...document.querySelectorAll('[data-secret]:not(input, textarea)')];
  return shown.some((element) => range.intersectsNode(element)) ? selection.toString() : '';
}
