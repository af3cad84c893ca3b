import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { Problem, ProfileInput, Step } from '../../bridge/dto';
import { isCanceled, problemOf } from '../../bridge/errors';

export interface TestResult {
  readonly running: boolean;
  readonly steps: readonly Step[];
  /** Why it could not even begin. */
  readonly problem: Problem | null;
  /** What was tested, to know whether it has changed since. */
  readonly of: string;
}

export const untested: TestResult = { running: false, steps: [], problem: null, of: '' };

/** What of an input a connection depends on. */
export function fingerprint(input: ProfileInput): string {
  return JSON.stringify(Object.entries(input).filter(([field]) => !untestedFields.has(field)));
}

const untestedFields: ReadonlySet<string> = new Set<keyof ProfileInput>([
  'id',
  'name',
  'environment',
  'color',
  'permissions',
  'singleWorker',
  'groupId',
  'offsetTopic',
]);

export function passed(result: TestResult): boolean {
  return !result.running && result.steps.length > 0 && result.steps.every((step) => step.state === 'passed');
}

/** Tests a connection step by step; leaving the dialog, or a new test, ends the one under way. */
export function useConnectionTest() {
  const bridge = useBridge();
  const [result, setResult] = useState<TestResult>(untested);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const run = async (input: ProfileInput): Promise<TestResult> => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const of = fingerprint(input);
    const show = (next: TestResult) => {
      if (!mine.signal.aborted) {
        setResult(next);
      }
      return next;
    };
    let received: readonly Step[] = [];
    show({ running: true, steps: received, problem: null, of });
    try {
      const steps = await bridge.profiles.test(
        input,
        (step) => {
          received = withStep(received, step);
          show({ running: true, steps: received, problem: null, of });
        },
        mine.signal,
      );
      return show({ running: false, steps, problem: null, of });
    } catch (reason) {
      if (isCanceled(reason)) {
        return show(untested);
      }
      return show({ running: false, steps: [], problem: problemOf(reason), of });
    }
  };
  const cancel = () => {
    abort.current?.abort();
    setResult(untested);
  };
  return { result, run, cancel };
}

/** Steps come as they begin and again as they end. */
export function withStep(steps: readonly Step[], step: Step): readonly Step[] {
  return steps.some((known) => known.id === step.id)
    ? steps.map((known) => (known.id === step.id ? step : known))
    : [...steps, step];
}
