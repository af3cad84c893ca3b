import { useSyncExternalStore } from 'react';
import type { ClusterSummary, Problem } from '../bridge/dto';
import { BridgeError } from '../bridge/errors';
import { type Method, makeFacades } from '../bridge/facades';
import type { Bridge } from '../bridge/types';

/** A change on a production profile that waits for the person to allow it. */
export interface Question {
  readonly problem: Problem;
  /** False: do not send it. */
  readonly answer: (allowed: boolean) => void;
}

let open: readonly Question[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Question[]): void {
  open = next;
  for (const listener of listeners) {
    listener();
  }
}

function ask(problem: Problem): Promise<boolean> {
  return new Promise((resolve) => {
    const question: Question = {
      problem,
      answer: (allowed) => {
        set(open.filter((other) => other !== question));
        resolve(allowed);
      },
    };
    set([...open, question]);
  });
}

/** The next change to confirm; the frame's dialog shows it. */
export function useQuestion(): Question | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open[0],
  );
}

/** Whether the guard confirms every change of a cluster, so that a screen must not confirm it, too. */
export function guardAsks(cluster: ClusterSummary | undefined): boolean {
  return cluster?.environment === 'production' && !cluster.readOnly && cluster.unlockedUntil === 0;
}

/**
 * The bridge with the production guard: Go rejects a change with the code consent, the person confirms it, and the call
 * is sent again. Screens do not notice: their call takes longer or is cancelled.
 */
export function guarded(bridge: Bridge): Bridge {
  const invoke = async (method: Method, args: readonly unknown[]): Promise<unknown> => {
    const facade = bridge[method.facade] as unknown as Record<string, (...a: readonly unknown[]) => Promise<unknown>>;
    for (;;) {
      const outcome = await attempt(() => facade[method.name]?.(...args));
      if (outcome.refused === null) {
        return outcome.value;
      }
      if (!(await ask(outcome.refused))) {
        throw new BridgeError({
          code: 'canceled',
          text: 'Nothing was sent.',
          worker: '',
          field: '',
          consent: '',
          action: '',
        });
      }
    }
  };
  return { ...makeFacades(invoke), on: (event, listener) => bridge.on(event, listener) };
}

/** The result of a call, or the problem that requires consent, which may also be part of a result. */
async function attempt(call: () => unknown): Promise<{ value?: unknown; refused: Problem | null }> {
  try {
    const value = await call();
    const problem = typeof value === 'object' && value !== null && 'problem' in value ? value.problem : undefined;
    return { value, refused: needsConsent(problem) ? problem : null };
  } catch (reason) {
    if (reason instanceof BridgeError && needsConsent(reason.problem)) {
      return { refused: reason.problem };
    }
    throw reason;
  }
}

function needsConsent(problem: unknown): problem is Problem {
  const { code, consent } = (problem ?? {}) as Partial<Problem>;
  return code === 'consent' && consent !== undefined && consent !== '';
}
