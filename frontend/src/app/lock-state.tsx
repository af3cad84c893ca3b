import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useCallback } from 'react';
import type { ClusterSummary } from '../bridge/dto';
import { leftText } from '../lib/moments';
import { keyOf } from '../shell/commands';
import { Button } from '../ui/button';
import { Tag } from '../ui/tag';
import { useTimeText } from '../ui/times';
import styles from './guard.module.css';

/** Beside the title of every page of a production cluster: locked, or how long changes are unlocked. */
export function LockState({ cluster, onLock }: { cluster: ClusterSummary; onLock: () => void }) {
  if (cluster.unlockedUntil === 0) {
    return <Tag icon={IconLock}>locked</Tag>;
  }
  return (
    <span className={styles.unlocked}>
      <IconLockOpen size={14} stroke={1.75} aria-hidden />
      <b>Unlocked</b>
      <TimeLeft until={cluster.unlockedUntil} />
      <Button size="sm" combo={keyOf('Everywhere', 'lock')} onClick={onLock}>
        Lock
      </Button>
    </span>
  );
}

function TimeLeft({ until }: { until: number }) {
  return <span className={styles.left}>{useTimeText(useCallback((now) => leftText(until, now), [until]))} left</span>;
}
