import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { Problem } from '../../bridge/dto';
import { isCanceled, problemOf } from '../../bridge/errors';
import { guardAsks } from '../../shell/guard';
import { useCluster } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { type Place, useLookAgain } from './api';
import type { Act } from './restart-words';

const nobody: AbortController | null = null;

/** Sends one action: asks first where there is something to read and the guard does not ask, can be cancelled, and reports why it was refused. */
export function useAct(place: Place) {
  const bridge = useBridge();
  const lookAgain = useLookAgain(place);
  const guarded = guardAsks(useCluster(place.profile));
  const [asking, setAsking] = useState<Act | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Outlives the page, so that what was begun here can be cancelled by who comes back.
  const [sending, setSending] = useUiState<AbortController | null>(
    `connector.${place.profile}.${place.name}.sending`,
    nobody,
  );
  const act = useMutation({
    mutationFn: ({ what, control }: { what: Act; control: AbortController }) =>
      bridge.connectors.act(place.profile, place.name, what.action, what.task, control.signal),
    onError: (reason) => {
      if (!isCanceled(reason)) {
        setProblem(problemOf(reason));
      }
    },
    onSettled: () => {
      setSending(null);
      lookAgain();
    },
  });
  const send = (what: Act) => {
    const control = new AbortController();
    setAsking(null);
    setProblem(null);
    setSending(control);
    act.mutate({ what, control });
  };
  return {
    asking,
    problem,
    /** What is on its way, where it was begun from here. */
    sending: act.isPending ? act.variables.what : null,
    cancellable: sending !== null,
    begin: (what: Act) => (what.asks === '' || guarded ? send(what) : setAsking(what)),
    /** Asks although nothing has to be read: where one key would interrupt what runs. */
    ask: (what: Act) => (guarded ? send(what) : setAsking(what)),
    send,
    dismiss: () => setAsking(null),
    clearProblem: () => setProblem(null),
    cancel: () => sending?.abort(),
  };
}

export type Acting = ReturnType<typeof useAct>;
