import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { BulkAction, ConnectorAction, Problem, Row } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useDialogs } from '../../shell/dialogs';
import { guardAsks } from '../../shell/guard';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { useCopy } from '../../ui/copy-button';
import { showToast } from '../../ui/toasts';
import { useStable } from '../../ui/use-stable';

export type Asking =
  | { readonly kind: 'one'; readonly action: ConnectorAction; readonly row: Row }
  | { readonly kind: 'bulk'; readonly action: BulkAction; readonly names: readonly string[] };

/** The actions of the list. A stop is confirmed here unless the guard confirms it. */
export function useActions(profile: string) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const dialogs = useDialogs();
  const copy = useCopy();
  const guarded = guardAsks(useCluster(profile));
  const [asking, setAsking] = useState<Asking | null>(null);
  const [deleting, setDeleting] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [run, setRun] = useUiState(`connectors.${profile}.run`, '');

  const failed = (reason: unknown) => setProblem(problemOf(reason));
  const one = useMutation({
    mutationFn: ({ action, name }: { action: ConnectorAction; name: string }) =>
      bridge.connectors.act(profile, name, action, -1),
    onError: failed,
  });
  const bulk = useMutation({
    mutationFn: ({ action, names }: { action: BulkAction; names: readonly string[] }) =>
      bridge.clusters.bulk(profile, action, [...names], ''),
    onSuccess: setRun,
    onError: failed,
  });

  const send = (what: Asking) => {
    setAsking(null);
    setProblem(null);
    if (what.kind === 'one') {
      one.mutate({ action: what.action, name: what.row.name });
    } else {
      bulk.mutate(what);
    }
  };
  const begin = (what: Asking, ask: boolean) => {
    if (!guarded && (ask || what.action === 'stop')) {
      setAsking(what);
    } else {
      send(what);
    }
  };

  /** `ask` if a single key press would interrupt a running connector. */
  const act = useStable((action: ConnectorAction, row: Row, ask?: boolean) =>
    begin({ kind: 'one', action, row }, ask === true),
  );
  // A delete has its own dialog, which says what stays behind, and sends it.
  const bulkAct = useStable((action: BulkAction, names: readonly string[]) =>
    action === 'delete' ? setDeleting(names) : begin({ kind: 'bulk', action, names }, false),
  );
  const copyCurl = useStable((name: string) => {
    bridge.exports
      .print({
        profile,
        name,
        draft: '',
        format: 'curl',
        method: 'PUT',
        bare: false,
        includeSecrets: false,
        withLogin: true,
        withDefaults: false,
      })
      .then(({ text }) => copy(text))
      .then(() => showToast({ text: `Copied ${name} as curl, secrets left out`, tone: 'good' }), failed);
  });
  const recreate = useStable((deleted: string) => {
    bridge.forms.startDeleted(deleted).then((form) => navigation.go(paths.form(form.draft)), failed);
  });
  const exportMany = useStable((names: readonly string[]) => dialogs.show('exportMany', { profile, names }));
  const forgetRun = useStable(() => setRun(''));

  return {
    asking,
    send,
    cancel: () => setAsking(null),
    deleting,
    keep: () => setDeleting(null),
    follow: setRun,
    problem,
    failed,
    clearProblem: () => setProblem(null),
    run,
    forgetRun,
    act,
    bulk: bulkAct,
    copyCurl,
    recreate,
    exportMany,
  };
}

export type Actions = ReturnType<typeof useActions>;
