import { type ReactNode, useCallback, useEffect } from 'react';
import { useBridge } from '../bridge/context';
import { CopyProvider } from '../ui/copy-button';
import { showToast } from '../ui/toasts';
import { useSetting } from './settings';

/** How texts get on the clipboard: Go puts them there, because it clears a secret again. */
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
    // The browser has copied a marked part by then; handed over as well, it is cleared as any secret.
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

/** The marked text if a part of it is a shown secret, which has the attribute data-secret. */
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
