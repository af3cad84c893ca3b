import { IconClockExclamation, IconInfoCircle, IconKey, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useBridge } from '../../bridge/context';
import type { ClusterState } from '../../bridge/dto';
import { clock, until } from '../../lib/moments';
import { counted, plural } from '../../lib/plural';
import { keyOf } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Banner, EmptyState } from '../../ui/states';
import { Steps } from '../../ui/steps';
import { useTimeText } from '../../ui/times';
import { VerdictIcon } from '../../ui/verdict';
import styles from './connector-list.module.css';

function useRefresh(profile: string) {
  const bridge = useBridge();
  // The error of a failed poll is part of the state.
  return useMutation({ mutationFn: () => bridge.clusters.refresh(profile).catch(() => undefined) });
}

function useNextTry(state: ClusterState): string {
  return useTimeText(
    useCallback((now) => (state.nextTryAt === 0 ? '' : `Retrying ${until(state.nextTryAt, now)}.`), [state.nextTryAt]),
  );
}

function EditCluster({ state, link = false }: { state: ClusterState; link?: boolean }) {
  const { show } = useDialogs();
  if (state.summary.sandbox) {
    return null;
  }
  return (
    <Button {...(link ? { variant: 'link' as const } : {})} onClick={() => show('cluster', { id: state.summary.id })}>
      Edit the cluster…
    </Button>
  );
}

/** The cluster does not answer and nothing is known: which step failed, since when, what to do. */
export function DownState({ state }: { state: ClusterState }) {
  const refresh = useRefresh(state.summary.id);
  const navigation = useNavigation();
  const next = useNextTry(state);
  const failed = state.steps.find((step) => step.state === 'failed');
  return (
    <EmptyState
      icon={<VerdictIcon verdict="unreachable" size={20} />}
      title={`Down since ${clock(state.failedAt === 0 ? state.summary.downSince : state.failedAt)}`}
      text={
        <>
          <p className={styles.reason}>{state.problem.text}</p>
          {state.steps.length > 0 && (
            <div className={styles.steps}>
              <Steps label="How far it came" steps={state.steps.map((step) => ({ ...step, took: step.took }))} />
            </div>
          )}
          {state.problem.worker !== '' && <pre className={styles.words}>{state.problem.worker}</pre>}
          {failed !== undefined && failed.raw !== '' && <pre className={styles.words}>{failed.raw}</pre>}
        </>
      }
      actions={
        <>
          <Button variant="primary" icon={IconRefresh} busy={refresh.isPending} onClick={() => refresh.mutate()}>
            Try now
          </Button>
          <EditCluster state={state} />
          <Button variant="plain" onClick={() => navigation.go(paths.clusterCalls(state.summary.id))}>
            Show calls
          </Button>
        </>
      }
      hint={`${next} Nothing was changed.`.trim()}
    />
  );
}

/** The password is in the keyring and has not been read yet. */
export function KeyringState({ state }: { state: ClusterState }) {
  const refresh = useRefresh(state.summary.id);
  const waiting = state.keyring === 'waiting';
  return (
    <EmptyState
      icon={<IconKey size={20} stroke={1.75} aria-hidden />}
      title={waiting ? 'Waiting for the system keyring' : 'The password of this cluster is not available'}
      text={
        waiting
          ? 'The keyring may be asking for its own password in another window. Nothing is sent to the worker before that.'
          : state.problem.text
      }
      actions={
        !waiting && (
          <>
            <Button variant="primary" icon={IconKey} busy={refresh.isPending} onClick={() => refresh.mutate()}>
              Ask the keyring again
            </Button>
            <EditCluster state={state} />
          </>
        )
      }
    />
  );
}

export function EmptyList({ state, onNew }: { state: ClusterState; onNew: (() => void) | undefined }) {
  return (
    <EmptyState
      title="No connectors on this cluster yet"
      text={
        state.pluginCount < 0
          ? 'The worker is answering.'
          : `The worker is answering and has ${plural(state.pluginCount, 'plugin')} installed.`
      }
      {...(onNew === undefined
        ? {}
        : {
            actions: (
              <Button variant="primary" icon={IconPlus} combo={keyOf('List', 'create')} onClick={onNew}>
                New connector
              </Button>
            ),
          })}
      hint={
        <>
          Expected some? Check that <code>group.id</code> and the config topic of this worker are the ones you mean.
        </>
      }
    />
  );
}

export function NoHits({ total, onClear }: { total: number; onClear: () => void }) {
  return (
    <EmptyState
      title="No connector matches the filter"
      text={`${plural(total, 'connector')} ${total === 1 ? 'is' : 'are'} on this cluster.`}
      actions={<Button onClick={onClear}>Clear the filter</Button>}
      hint="Words are searched in name, class, topics, worker and cause. key=value searches the configs, where * stands for anything."
    />
  );
}

/** Stale data: its age, the reason, and the time of the next poll. */
export function StaleBanner({ state }: { state: ClusterState }) {
  const refresh = useRefresh(state.summary.id);
  const next = useNextTry(state);
  return (
    <Banner
      tone="amber"
      icon={IconClockExclamation}
      actions={
        <Button size="sm" busy={refresh.isPending} onClick={() => refresh.mutate()}>
          Try now
        </Button>
      }
    >
      {state.problem.text} <span className={styles.fact}>{next} Changes are disabled until it answers.</span>
    </Banner>
  );
}

/** Shown below the rows. */
export function ListFoot({ state }: { state: ClusterState }) {
  if (state.phase === 'names') {
    return (
      <p className={styles.foot} role="status">
        {counted(state.total)} connectors listed, waiting for their status
      </p>
    );
  }
  if (state.summary.readOnly) {
    return (
      <p className={styles.foot}>
        <IconInfoCircle size={14} stroke={1.75} aria-hidden />
        <span>
          This profile is read-only: restart, pause, edit and delete are off. Export and copy as curl work.{' '}
          <EditCluster state={state} link />
        </span>
      </p>
    );
  }
  if (state.summary.noCreate !== '') {
    return (
      <p className={styles.foot}>
        <IconInfoCircle size={14} stroke={1.75} aria-hidden />
        <span>
          {state.summary.noCreate} <EditCluster state={state} link />
        </span>
      </p>
    );
  }
  return null;
}
