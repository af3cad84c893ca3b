import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { Problem } from '../../bridge/dto';
import { isCanceled, problemOf } from '../../bridge/errors';
import type { Place } from './api';

const none: ReadonlyMap<string, string> = new Map();

/**
 * Secrets that were asked for, one by one. They live in this component only, so that leaving hides them again; no
 * cache keeps them.
 */
export function useReveals(place: Place) {
  const bridge = useBridge();
  const [shown, setShown] = useState(none);
  const [problem, setProblem] = useState<Problem | null>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => {
    const control = new AbortController();
    leaving.current = control;
    return () => control.abort();
  }, []);
  const toggle = (key: string) => {
    setProblem(null);
    if (shown.has(key)) {
      setShown(new Map([...shown].filter(([other]) => other !== key)));
      return;
    }
    const signal = leaving.current?.signal;
    bridge.connectors.reveal(place.profile, place.name, key, signal).then(
      (text) => {
        if (signal?.aborted !== true) {
          setShown((before) => new Map(before).set(key, text));
        }
      },
      (reason: unknown) => {
        if (!isCanceled(reason)) {
          setProblem(problemOf(reason));
        }
      },
    );
  };
  return { shown, toggle, problem, hideAll: () => setShown(none) };
}
