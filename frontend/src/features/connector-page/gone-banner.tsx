import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import { problemOf } from '../../bridge/errors';
import { clock } from '../../lib/moments';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useClusterState } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Banner, ErrorBlock } from '../../ui/states';
import type { Place } from './api';

/** The connector vanished while its page was open. Deleted here, its config is stored and can be opened again. */
export function GoneBanner({ place, at }: { place: Place; at: number }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const notice = useClusterState(place.profile)?.deleted.find((one) => one.name === place.name);
  const recreate = useMutation({
    mutationFn: (id: string) => bridge.forms.startDeleted(id),
    onSuccess: (form) => navigation.go(paths.form(form.draft)),
  });
  const stored = notice !== undefined && notice.id !== '';
  return (
    <>
      <Banner
        tone="amber"
        icon={IconTrash}
        actions={
          <>
            {stored && (
              <Button size="sm" busy={recreate.isPending} onClick={() => recreate.mutate(notice.id)}>
                Recreate…
              </Button>
            )}
            <Button size="sm" onClick={() => navigation.go(paths.list(place.profile))}>
              Show all connectors
            </Button>
          </>
        }
      >
        {notice === undefined ? 'Deleted elsewhere' : 'Deleted here'}
        {at > 0 && ` at ${clock(at, true)}`}. What is shown is as it was last seen.{' '}
        {stored
          ? 'Its config is stored under Drafts, Recently deleted.'
          : 'A draft of it, if there is one, stays under Drafts.'}
      </Banner>
      {recreate.isError && <ErrorBlock problem={problemOf(recreate.error)} />}
    </>
  );
}
