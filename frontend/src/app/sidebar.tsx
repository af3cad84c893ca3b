import { type Icon, IconActivity, IconPencil, IconPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBridge } from '../bridge/context';
import { keyWords } from '../lib/keys';
import { itemOf, keyOf, labelOf } from '../shell/commands';
import { useDialogs } from '../shell/dialogs';
import { PathLink } from '../shell/navigation';
import { paths } from '../shell/paths';
import { sharedKeys, useClusters } from '../shell/queries';
import { IconButton } from '../ui/button';
import { cx } from '../ui/cx';
import { Menu } from '../ui/menu';
import { ClusterEntry } from './cluster-entry';
import styles from './sidebar.module.css';
import { useNarrowWindow } from './use-narrow-window';

/** Clusters above, the app's own screens below. A rail shows icons only; it is also used if names do not fit. */
export function Sidebar({ path, profile, rail: wanted }: { path: string; profile: string | undefined; rail: boolean }) {
  const narrow = useNarrowWindow();
  const rail = wanted || narrow;
  const clusters = useClusters();
  const { show } = useDialogs();
  const onlySandbox = clusters.every((cluster) => cluster.sandbox);

  return (
    <nav className={styles.sidebar} data-rail={rail || undefined} aria-label="Clusters and places">
      <div className={styles.head}>
        <span className={styles.headText}>Clusters</span>
        <Menu
          items={[
            itemOf('Everywhere', 'addCluster', { run: () => show('cluster', {}) }),
            itemOf('Everywhere', 'importClusters', { run: () => show('importClusters', {}) }),
            itemOf('Everywhere', 'exportClusters', {
              divided: true,
              ...(onlySandbox ? { reason: 'there is none to export' } : {}),
              run: () => show('exportClusters', {}),
            }),
          ]}
        >
          <IconButton icon={IconPlus} label="Add or import clusters" size="sm" />
        </Menu>
      </div>
      <div className={styles.clusters}>
        {clusters.map((cluster) => (
          <ClusterEntry
            key={cluster.id}
            cluster={cluster}
            clusters={clusters}
            current={cluster.id === profile}
            rail={rail}
          />
        ))}
        {onlySandbox && !rail && (
          <button type="button" className={cx(styles.place, styles.add)} onClick={() => show('cluster', {})}>
            <IconPlus size={16} stroke={1.75} aria-hidden />
            {labelOf('Everywhere', 'addCluster')}
          </button>
        )}
      </div>
      <div className={styles.places}>
        <Place to={paths.drafts()} path={path} icon={IconPencil} label={labelOf('Everywhere', 'drafts')} rail={rail}>
          <DraftCount />
        </Place>
        <Place to={paths.calls()} path={path} icon={IconActivity} label={labelOf('Everywhere', 'calls')} rail={rail}>
          {keyWords(keyOf('Everywhere', 'calls'))}
        </Place>
        <Place
          to={paths.settings()}
          path={path}
          icon={IconSettings}
          label={labelOf('Everywhere', 'settings')}
          rail={rail}
        >
          {keyWords(keyOf('Everywhere', 'settings'))}
        </Place>
      </div>
    </nav>
  );
}

function DraftCount() {
  const bridge = useBridge();
  const { data } = useQuery({
    queryKey: sharedKeys.draftCount(),
    queryFn: ({ signal }) => bridge.drafts.count(signal),
  });
  return data === 0 ? null : data;
}

function Place({
  to,
  path,
  icon: PlaceIcon,
  label,
  rail,
  children,
}: {
  to: string;
  path: string;
  icon: Icon;
  label: string;
  rail: boolean;
  children: ReactNode;
}) {
  return (
    <PathLink
      to={to}
      className={styles.place}
      aria-current={path === to ? 'page' : undefined}
      {...(rail ? { title: label } : {})}
    >
      <PlaceIcon size={16} stroke={1.75} aria-hidden />
      <span className={styles.label}>{label}</span>
      <span className={styles.aside}>{children}</span>
    </PathLink>
  );
}
