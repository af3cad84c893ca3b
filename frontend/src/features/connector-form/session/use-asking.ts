import { useRef, useState } from 'react';
import { isCanceled, problemOf } from '../../../bridge/errors';
import type { FormSession } from './form-session';

export interface Asking {
  readonly busy: boolean;
  /** Why the worker could not even be asked; empty: it was. */
  readonly failed: string;
  readonly ask: () => void;
  readonly cancel: () => void;
}

/** Asks the worker, whatever the settings; one question at a time, with a way out. */
export function useAsking(session: FormSession): Asking {
  const control = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const ask = async () => {
    if (control.current !== null) {
      return;
    }
    const own = new AbortController();
    control.current = own;
    setBusy(true);
    setFailed('');
    try {
      await session.validate(own.signal);
    } catch (reason) {
      if (!isCanceled(reason)) {
        setFailed(problemOf(reason).text);
      }
      await session.refresh().catch(() => undefined); // what was found before still stands
    } finally {
      control.current = null;
      setBusy(false);
    }
  };
  return { busy, failed, ask: () => void ask(), cancel: () => control.current?.abort() };
}
