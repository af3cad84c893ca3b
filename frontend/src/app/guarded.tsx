import { type ReactNode, useCallback, useMemo } from 'react';
import { useBridge } from '../bridge/context';
import { problemOf } from '../bridge/errors';
import { useCommands } from '../shell/commands';
import { useQuestion } from '../shell/guard';
import { useCluster } from '../shell/queries';
import { PageNote } from '../ui/page';
import { showToast } from '../ui/toasts';
import { LockBanner } from './lock-banner';
import { LockState } from './lock-state';
import { GuardDialog } from './screens';

/** What a production cluster adds to its screens: a confirmation before each change, and whether it is locked. */
export function Guarded({ profile, children }: { profile: string | undefined; children: ReactNode }) {
  const cluster = useCluster(profile ?? '');
  const question = useQuestion();
  const { clusters } = useBridge();
  const lock = useCallback(
    (id: string) => {
      clusters.lock(id).catch((error: unknown) => {
        showToast({ tone: 'bad', text: `The cluster was not locked. ${problemOf(error).text}` });
      });
    },
    [clusters],
  );
  const guards = cluster?.environment === 'production' && !cluster.readOnly;
  const note = useMemo(
    () => (guards ? <LockState cluster={cluster} onLock={() => lock(cluster.id)} /> : null),
    [guards, cluster, lock],
  );
  useCommands('Everywhere', {
    lock: guards && cluster.unlockedUntil !== 0 ? () => lock(cluster.id) : undefined,
  });
  return (
    <>
      {guards && <LockBanner key={cluster.id} cluster={cluster} />}
      <PageNote value={note}>{children}</PageNote>
      {question !== undefined && cluster !== undefined && (
        <GuardDialog key={question.problem.consent} question={question} cluster={cluster} />
      )}
    </>
  );
}
