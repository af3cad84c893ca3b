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

/** What an action is doing to this connector, as it goes on; what came of it stays until it is read. */
export function ActivityLine({ place, detail, acting }: { place: Place; detail: ConnectorDetail; acting: Acting }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const lookAgain = useLookAgain(place);
  const [read, setRead] = useUiState(`connector.${place.profile}.${place.name}.read`, '');
  const stop = useMutation({
    mutationFn: () => bridge.connectors.stopFollowing(place.profile, place.name),
    onSettled: lookAgain,
  });
  const told = activityOf(detail, acting.sending?.label ?? '');
  const old = useTimeText((now) => (told?.fades === true && now - told.at > 60_000 ? 'old' : '')) === 'old';
  if (told === null || told.id === read || old || (told.kind === 'refused' && acting.problem !== null)) {
    return null;
  }
  const created = detail.follow.action === 'create' || detail.follow.action === 'save';
  return (
    <div className={styles.activity} data-tone={told.tone}>
      {signs[told.sign]}
      <span className={styles.activityText}>
        {/* The times beside it change every second, which nobody wants read aloud. */}
        <span role="status">{told.text}</span>
        {told.nextTryAt > 0 && (
          <span className={styles.when}>
            try {told.tries} <RelativeTime at={told.nextTryAt} form="until" />
          </span>
        )}
        {told.at > 0 && told.nextTryAt === 0 && (
          <span className={styles.when}>
            <RelativeTime at={told.at} before={told.kind === 'under' ? 'sent ' : ''} />
          </span>
        )}
      </span>
      {created && detail.follow.state === 'following' && (
        <Button size="sm" onClick={() => navigation.go(paths.created(place.profile, place.name))}>
          Show the steps
        </Button>
      )}
      {told.kind === 'sending' && acting.cancellable && (
        <Button size="sm" onClick={acting.cancel}>
          Cancel
        </Button>
      )}
      {told.kind === 'under' && detail.follow.state === 'following' && (
        <Button size="sm" busy={stop.isPending} onClick={() => stop.mutate()}>
          Stop following
        </Button>
      )}
      {told.kind !== 'sending' && told.kind !== 'under' && (
        <IconButton icon={IconX} size="sm" label="Dismiss" onClick={() => setRead(told.id)} />
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
