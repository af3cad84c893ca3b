import { IconClockExclamation } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import { useClusterState } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Banner } from '../../ui/states';
import { RelativeTime } from '../../ui/times';
import type { Place } from './api';

/** The cluster does not answer: why, when the next try is, and that changes wait. */
export function StaleBanner({ place }: { place: Place }) {
  const bridge = useBridge();
  const state = useClusterState(place.profile);
  const look = useMutation({ mutationFn: () => bridge.clusters.refresh(place.profile) });
  return (
    <Banner
      tone="amber"
      icon={IconClockExclamation}
      actions={
        <Button size="sm" busy={look.isPending} onClick={() => look.mutate()}>
          Try now
        </Button>
      }
    >
      {state === undefined || state.problem.text === '' ? 'The cluster does not answer.' : state.problem.text} What is
      shown is as it was last seen; changes wait for an answer.
      {state !== undefined && state.nextTryAt > 0 && (
        <>
          {' '}
          Next try <RelativeTime at={state.nextTryAt} form="until" />.
        </>
      )}
    </Banner>
  );
}
