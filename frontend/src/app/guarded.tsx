import { type ReactNode, useMemo } from 'react';
import { useBridge } from '../bridge/context';
import { useCommands } from '../shell/commands';
import { useQuestion } from '../shell/guard';
import { useCluster } from '../shell/queries';
import { PageNote } from '../ui/page';
import { LockBanner } from './lock-banner';
import { LockState } from './lock-state';
import { GuardDialog } from './screens';

/** What a production cluster adds to each of its screens: the question before a change, and whether it is locked. */
export function Guarded({ profile, children }: { profile: string | undefined; children: ReactNode }) {
  const cluster = useCluster(profile ?? '');
  const question = useQuestion();
  const { clusters } = useBridge();
  const guards = cluster?.environment === 'production' && !cluster.readOnly;
  const note = useMemo(
    () => (guards ? <LockState cluster={cluster} onLock={() => void clusters.lock(cluster.id)} /> : null),
    [guards, cluster, clusters],
  );
  useCommands('Everywhere', {
    lock: guards && cluster.unlockedUntil !== 0 ? () => void clusters.lock(cluster.id) : undefined,
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
