import { IconLock } from '@tabler/icons-react';
import type { ConnectorDetail } from '../../bridge/dto';
import { useDialogs } from '../../shell/dialogs';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Banner } from '../../ui/states';

/** Why changes are not offered, with a link to where that can be changed. */
export function ReadOnlyLine({ detail, profile }: { detail: ConnectorDetail; profile: string }) {
  const dialogs = useDialogs();
  const cluster = useCluster(profile);
  if (detail.refused === '') {
    return null;
  }
  return (
    <Banner
      tone="neutral"
      icon={IconLock}
      actions={
        cluster?.sandbox === false && (
          <Button size="sm" onClick={() => dialogs.show('cluster', { id: profile })}>
            Edit the cluster…
          </Button>
        )
      }
    >
      {detail.refused}
    </Banner>
  );
}
