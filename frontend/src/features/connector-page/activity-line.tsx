import { IconAlertTriangleFilled, IconCircleCheck, IconCircleXFilled, IconClock, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBridge } from '../../bridge/context';
import type { ConnectorDetail } from '../../bridge/dto';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useUiState } from '../../shell/ui-state';
import { Button, IconButton } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import { RelativeTime, useTimeText } from '../../ui/times';
import { activityOf } from './activity';
import { type Place, useLookAgain } from './api';
import styles from './header.module.css';
import type { Acting } from './use-act';

/** The progress of an action on this connector; its result stays until it is read. */
export function ActivityLine({ place, detail, acting }: { place: Place; detail: ConnectorDetail; acting: Acting }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const lookAgain = useLookAgain(place);
  const [read, setRead] = useUiState(`connector.${place.profile}.${place.name}.read`, '');
  const stop = useMutation({
    mutationFn: () => bridge.connectors.stopFollowing(place.profile, place.name),
    onSettled: lookAgain,
  });
  const again = useMutation({
    mutationFn: () => bridge.connectors.followAgain(place.profile, place.name),
    onSettled: lookAgain,
  });
  const activity = activityOf(detail, acting.sending?.label ?? '');
  const old = useTimeText((now) => (activity?.fades === true && now - activity.at > 60_000 ? 'old' : '')) === 'old';
  if (activity === null || activity.id === read || old || (activity.kind === 'refused' && acting.problem !== null)) {
    return null;
  }
  const created = detail.follow.action === 'create' || detail.follow.action === 'save';
  return (
    <div className={styles.activity} data-tone={activity.tone}>
      {signs[activity.sign]}
      <span className={styles.activityText}>
        {/* The times beside it change every second and must not be announced. */}
        <span role="status">{activity.text}</span>
        {activity.nextTryAt > 0 && (
          <span className={styles.when}>
            try {activity.tries} <RelativeTime at={activity.nextTryAt} form="until" />
          </span>
        )}
        {activity.at > 0 && activity.nextTryAt === 0 && (
          <span className={styles.when}>
            <RelativeTime at={activity.at} before={activity.kind === 'under' ? 'sent ' : ''} />
          </span>
        )}
      </span>
      {created && detail.follow.state === 'following' && (
        <Button size="sm" onClick={() => navigation.go(paths.created(place.profile, place.name))}>
          Show the steps
        </Button>
      )}
      {activity.kind === 'sending' && acting.cancellable && (
        <Button size="sm" onClick={acting.cancel}>
          Cancel
        </Button>
      )}
      {activity.kind === 'under' && detail.follow.state === 'following' && (
        <Button size="sm" busy={stop.isPending} onClick={() => stop.mutate()}>
          Stop following
        </Button>
      )}
      {detail.follow.again && (
        <Button size="sm" busy={again.isPending} onClick={() => again.mutate()}>
          Check again
        </Button>
      )}
      {activity.kind !== 'sending' && activity.kind !== 'under' && (
        <IconButton icon={IconX} size="sm" label="Dismiss" onClick={() => setRead(activity.id)} />
      )}
    </div>
  );
}

const signs: Readonly<Record<'spinner' | 'clock' | 'tick' | 'warning' | 'cross', ReactNode>> = {
  spinner: <Spinner size={16} />,
  clock: <IconClock size={16} stroke={1.75} aria-hidden />,
  tick: <IconCircleCheck size={16} stroke={1.75} aria-hidden />,
  warning: <IconAlertTriangleFilled size={16} aria-hidden />,
  cross: <IconCircleXFilled size={16} aria-hidden />,
};
