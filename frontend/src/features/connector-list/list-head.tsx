import { IconClockExclamation, IconEye, IconRefresh, IconShieldOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useBridge } from '../../bridge/context';
import type { ClusterState, ClusterSummary } from '../../bridge/dto';
import { connectVersion } from '../../lib/connect-version';
import { durationText } from '../../lib/durations';
import { hinted } from '../../lib/keys';
import { ago, clock } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { keyOf, labelOf } from '../../shell/commands';
import { useLastAnswers } from '../../shell/last-answers';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import { EnvTag, Tag } from '../../ui/tag';
import { useTimeText } from '../../ui/times';
import styles from './connector-list.module.css';

/** Environment, what is special about the profile, workers and version. */
export function HeadFacts({ cluster, state }: { cluster: ClusterSummary; state: ClusterState | undefined }) {
  const many = state?.workers.length ?? 0;
  const version = state === undefined || state.kafkaVersion === '' ? cluster.version : state.kafkaVersion;
  const workers = many === 0 ? '' : plural(many, cluster.sandbox ? 'simulated worker' : 'worker');
  return (
    <>
      <EnvTag environment={cluster.environment} color={cluster.color} />
      {cluster.readOnly && <Tag icon={IconEye}>read-only</Tag>}
      {cluster.skipVerify && (
        <Tag tone="amber" icon={IconShieldOff}>
          certificate checks off
        </Tag>
      )}
      {(workers !== '' || version !== '') && (
        <PathLink
          to={paths.about(cluster.id)}
          className={styles.about}
          title={hinted(labelOf('List', 'about'), keyOf('List', 'about'))}
        >
          {workers}
          {version !== '' && (
            <span className={styles.version}>
              {workers !== '' && ' · '}
              {connectVersion(version)}
            </span>
          )}
        </PathLink>
      )}
    </>
  );
}

/** The age of the data, and a button to refresh it. */
export function Updated({ state }: { state: ClusterState }) {
  const bridge = useBridge();
  const answers = useLastAnswers();
  const profile = state.summary.id;
  const { phase, updatedAt } = state;
  const refresh = useMutation({ mutationFn: () => bridge.clusters.refresh(profile) });
  const text = useTimeText(
    useCallback(
      (now) => {
        const at = phase === 'ready' && updatedAt > 0 ? answers.since(profile, updatedAt) : updatedAt;
        return at === 0 ? '' : ago(at, now);
      },
      [answers, profile, phase, updatedAt],
    ),
  );
  const waited = useTimeText(
    useCallback(
      // Whole seconds, because it is updated once a second.
      (now) =>
        state.startedAt === 0 ? '' : durationText(Math.max(0, Math.round((now - state.startedAt) / 1_000)) * 1_000),
      [state.startedAt],
    ),
  );
  if (state.phase === 'down') {
    return null; // the page says it
  }
  if (state.phase === 'connecting' || state.phase === 'names') {
    return (
      // Not a live region: it ticks every second.
      <span className={styles.updated}>
        <Spinner size={14} /> {waited}
      </span>
    );
  }
  if (state.phase === 'stale') {
    return (
      <span className={styles.updated} data-tone="amber">
        <IconClockExclamation size={14} stroke={1.75} aria-hidden />
        Seen {clock(state.updatedAt)}, {text}
      </span>
    );
  }
  return (
    <Button
      variant="plain"
      size="sm"
      className={styles.updated}
      icon={IconRefresh}
      busy={refresh.isPending}
      title={hinted(labelOf('Everywhere', 'refresh'), keyOf('Everywhere', 'refresh'))}
      onClick={() => refresh.mutate()}
    >
      {text === '' ? 'Refresh' : `Updated ${text}`}
    </Button>
  );
}
