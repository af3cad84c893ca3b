import { useRef, useState } from 'react';
import type { Problem, WriteResult } from '../../../bridge/dto';
import { isCanceled, problemOf } from '../../../bridge/errors';

export interface Outcome {
  readonly landed: WriteResult['landed'];
  readonly text: string;
  readonly problem: Problem;
}

export interface Sending {
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  readonly clear: () => void;
  readonly cancel: () => void;
  /** Runs a write; resolves with the result when it landed, with null otherwise. */
  readonly send: (write: (signal: AbortSignal) => Promise<WriteResult>) => Promise<WriteResult | null>;
}

const fine: Problem = { code: '', text: '', worker: '', field: '', consent: '', action: '' };

/** One write at a time, with a way out; its result stays until the next one. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const control = useRef<AbortController | null>(null);
  return {
    busy,
    outcome,
    clear: () => setOutcome(null),
    cancel: () => control.current?.abort(),
    send: async (write) => {
      if (control.current !== null) {
        return null;
      }
      const own = new AbortController();
      control.current = own;
      setBusy(true);
      setOutcome(null);
      try {
        const result = await write(own.signal);
        if (result.landed === 'yes') {
          return result;
        }
        setOutcome({ landed: result.landed, text: result.text, problem: result.problem });
      } catch (reason) {
        // Without a cancel of ours it was the question of a production cluster that was answered with no.
        setOutcome(
          isCanceled(reason) && own.signal.aborted
            ? {
                landed: 'unknown',
                text: 'Cancelled. It is not known whether the worker applied it. The draft is stored; check the list before you send it again.',
                problem: fine,
              }
            : { landed: 'no', text: problemOf(reason).text, problem: problemOf(reason) },
        );
      } finally {
        control.current = null;
        setBusy(false);
      }
      return null;
    },
  };
}
