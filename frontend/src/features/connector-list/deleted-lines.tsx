import { IconArrowBackUp, IconTrash, IconX } from '@tabler/icons-react';
import { useBridge } from '../../bridge/context';
import type { ClusterState } from '../../bridge/dto';
import { clock } from '../../lib/moments';
import { visible } from '../../lib/visible';
import { Button, IconButton } from '../../ui/button';
import { Banner } from '../../ui/states';

/** What was deleted here, with a link to create it again; stays until it is dismissed. */
export function DeletedLines({ state, onRecreate }: { state: ClusterState; onRecreate: (deleted: string) => void }) {
  const bridge = useBridge();
  return state.deleted.map(({ id, name, at }) => (
    <Banner
      key={`${name} ${at}`}
      tone="neutral"
      icon={IconTrash}
      actions={
        <>
          {id !== '' && state.summary.noCreate === '' && (
            <Button size="sm" icon={IconArrowBackUp} onClick={() => onRecreate(id)}>
              Recreate…
            </Button>
          )}
          <IconButton
            icon={IconX}
            label={`Dismiss the notice about ${visible(name)}`}
            size="sm"
            onClick={() => void bridge.clusters.dismissDeleted(state.summary.id, name).catch(() => undefined)}
          />
        </>
      }
    >
      <b>{visible(name)}</b> deleted at {clock(at, true)}
      {id === '' && '. Its config could not be stored.'}
    </Banner>
  ));
}
