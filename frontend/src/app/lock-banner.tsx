import { IconClockExclamation, IconLock, IconX } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useBridge } from '../bridge/context';
import type { ClusterSummary } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import { clock } from '../lib/moments';
import { plural } from '../lib/plural';
import { PathLink } from '../shell/navigation';
import { paths } from '../shell/paths';
import { Button, IconButton } from '../ui/button';
import { Banner } from '../ui/states';
import { useTimeText } from '../ui/times';
import { showToast } from '../ui/toasts';

const lastMinute = 60_000;

/** Announces the last minute before a production cluster is locked again, and then the lock with the number of changes. */
export function LockBanner({ cluster }: { cluster: ClusterSummary }) {
  const { unlockedUntil: until, unlockedChanges: changes } = cluster;
  const [before, setBefore] = useState({ until, changes });
  /** The number of changes made while it was unlocked; null while nothing is shown. */
  const [made, setMade] = useState<number | null>(null);
  if (before.until !== until || before.changes !== changes) {
    setBefore({ until, changes });
    setMade(until === 0 && before.until !== 0 ? before.changes : null);
  }
  if (until !== 0) {
    return <LastMinute cluster={cluster} />;
  }
  return made !== null && <Locked cluster={cluster} made={made} onClose={() => setMade(null)} />;
}

function Locked({ cluster, made, onClose }: { cluster: ClusterSummary; made: number; onClose: () => void }) {
  const [at] = useState(() => clock(Date.now()));
  return (
    <Banner
      tone="neutral"
      icon={IconLock}
      actions={<IconButton icon={IconX} label="Close" size="sm" onClick={onClose} />}
    >
      Locked at {at}.{' '}
      {made === 0 ? (
        'Nothing was changed while it was unlocked.'
      ) : (
        <>
          {plural(made, 'change')} {made === 1 ? 'was' : 'were'} made while it was unlocked.{' '}
          <PathLink to={paths.clusterCalls(cluster.id)}>Show them</PathLink>
        </>
      )}
    </Banner>
  );
}

function LastMinute({ cluster }: { cluster: ClusterSummary }) {
  const { clusters } = useBridge();
  const until = cluster.unlockedUntil;
  const soon = useTimeText(useCallback((now) => (until - now <= lastMinute ? 'soon' : ''), [until]));
  if (soon === '') {
    return null;
  }
  const prolong = () => {
    clusters.prolong(cluster.id).catch((reason: unknown) => showToast({ text: problemOf(reason).text, tone: 'bad' }));
  };
  return (
    <Banner
      tone="amber"
      icon={IconClockExclamation}
      actions={
        <Button size="sm" onClick={prolong}>
          15 more minutes
        </Button>
      }
    >
      {cluster.name} locks at {clock(until)}. An open form stays open.
    </Banner>
  );
}
