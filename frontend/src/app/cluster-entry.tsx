import { IconCircle, IconCircleDashed, IconDots, IconLockOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { useBridge } from '../bridge/context';
import type { ClusterSummary, Health } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import { moved } from '../lib/order';
import { boundItems, itemOf, useCommands } from '../shell/commands';
import { useDialogs } from '../shell/dialogs';
import { PathLink } from '../shell/navigation';
import { paths } from '../shell/paths';
import { sharedKeys } from '../shell/queries';
import { IconButton } from '../ui/button';
import { Menu, MenuAt, type MenuItem } from '../ui/menu';
import { Spinner } from '../ui/spinner';
import { Count, EnvTag } from '../ui/tag';
import { showToast } from '../ui/toasts';
import { VerdictIcon } from '../ui/verdict';
import styles from './sidebar.module.css';

/** 44 px: health, name, environment, version or what is wrong, the count of failing connectors. */
export function ClusterEntry({
  cluster,
  clusters,
  current,
  rail,
}: {
  cluster: ClusterSummary;
  clusters: readonly ClusterSummary[];
  current: boolean;
  rail: boolean;
}) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const items = useEntryMenu(cluster, clusters);
  useCommands('Cluster', current ? boundItems('Cluster', items) : {});
  const note = cluster.note === '' ? cluster.version : cluster.note;
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    setAt({ x: event.clientX, y: event.clientY });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same menu opens from the button at the end of the entry
    <div className={styles.entry} data-current={current || undefined} onContextMenu={onContextMenu}>
      <PathLink
        to={paths.list(cluster.id)}
        className={styles.entryLink}
        aria-current={current ? 'page' : undefined}
        {...(rail ? { title: `${cluster.name}, ${cluster.environment}, ${healthWords[cluster.health]}` } : {})}
      >
        <span className={styles.health} title={healthWords[cluster.health]}>
          <HealthIcon health={cluster.health} />
          <span className="sl-hidden">{healthWords[cluster.health]}</span>
        </span>
        <span className={styles.names}>
          <span className={styles.name} title={cluster.name}>
            {cluster.name}
          </span>
          <span className={styles.second}>
            <EnvTag environment={cluster.environment} color={cluster.color} />
            {cluster.unlockedUntil !== 0 && (
              <IconLockOpen size={12} className={styles.unlocked} aria-label="changes are unlocked" />
            )}
            <span className={styles.note} data-bad={cluster.health === 'unreachable' || undefined} title={note}>
              {note}
            </span>
          </span>
        </span>
        {cluster.failing > 0 && <Count value={cluster.failing} tone="red" solid={rail} label="failing" />}
      </PathLink>
      {!rail && items.length > 0 && (
        <span className={styles.more}>
          <Menu items={items}>
            <IconButton icon={IconDots} label={`More for ${cluster.name}`} size="xs" />
          </Menu>
        </span>
      )}
      <MenuAt at={at} items={items} onClose={() => setAt(null)} />
    </div>
  );
}

const healthWords: Record<Health, string> = {
  failed: 'connectors have failed',
  degraded: 'connectors are degraded',
  attention: 'needs attention',
  running: 'all running',
  empty: 'no connectors',
  unreachable: 'unreachable',
  connecting: 'connecting',
  not_polled: 'not polled',
};

function HealthIcon({ health }: { health: Health }) {
  switch (health) {
    case 'failed':
    case 'degraded':
    case 'running':
    case 'unreachable':
      return <VerdictIcon verdict={health} />;
    case 'attention':
      return <VerdictIcon verdict="unassigned" />;
    case 'connecting':
      return <Spinner size={14} />;
    case 'empty':
      return <IconCircle size={14} stroke={1.75} className={styles.quiet} aria-hidden />;
    case 'not_polled':
      return <IconCircleDashed size={14} stroke={1.75} className={styles.quiet} aria-hidden />;
  }
}

function useEntryMenu(cluster: ClusterSummary, clusters: readonly ClusterSummary[]): MenuItem[] {
  const { show } = useDialogs();
  const bridge = useBridge();
  const client = useQueryClient();
  if (cluster.sandbox) {
    return [];
  }
  const real = clusters.filter((other) => !other.sandbox);
  const place = real.indexOf(cluster);
  const move = (by: 1 | -1) => {
    const order = moved(real, place, place + by);
    client.setQueryData(sharedKeys.clusters(), [...order, ...clusters.filter((other) => other.sandbox)]);
    bridge.profiles.reorder(order.map((other) => other.id)).catch((reason: unknown) => {
      void client.invalidateQueries({ queryKey: sharedKeys.clusters(), exact: true });
      showToast({ text: problemOf(reason).text, tone: 'bad' });
    });
  };
  return [
    itemOf('Cluster', 'edit', { run: () => show('cluster', { id: cluster.id }) }),
    itemOf('Cluster', 'duplicate', { run: () => show('cluster', { copyOf: cluster.id }) }),
    ...(place > 0 ? [itemOf('Cluster', 'moveUp', { divided: true, run: () => move(-1) })] : []),
    ...(place < real.length - 1 ? [itemOf('Cluster', 'moveDown', { divided: place === 0, run: () => move(1) })] : []),
    itemOf('Cluster', 'delete', {
      danger: true,
      divided: true,
      run: () => show('deleteCluster', { id: cluster.id }),
    }),
  ];
}
