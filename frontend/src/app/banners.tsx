import { IconAlertTriangle, IconShieldOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { StartNotice } from '../bridge/dto';
import { useDialogs } from '../shell/dialogs';
import { KeyringBanner } from '../shell/keyring-banner';
import { useCluster } from '../shell/queries';
import { Button } from '../ui/button';
import { Banner } from '../ui/states';

/** Warnings above every screen. */
export function Banners({ profile, notices }: { profile: string | undefined; notices: readonly StartNotice[] }) {
  return (
    <>
      <StartNotices notices={notices} />
      <KeyringBanner />
      <UncheckedBanner profile={profile ?? ''} />
    </>
  );
}

const keyOf = (notice: StartNotice) => `${notice.code} ${notice.path}`;

function StartNotices({ notices }: { notices: readonly StartNotice[] }) {
  const [closed, setClosed] = useState<readonly string[]>([]);
  return notices
    .filter((notice) => !closed.includes(keyOf(notice)))
    .map((notice) => (
      <Banner
        key={keyOf(notice)}
        tone="amber"
        icon={IconAlertTriangle}
        actions={
          <Button size="sm" onClick={() => setClosed([...closed, keyOf(notice)])}>
            Close
          </Button>
        }
      >
        {notice.text}
        {notice.path !== '' && <code> {notice.path}</code>}
      </Banner>
    ));
}

/** Cannot be closed: it is shown as long as the profile has the setting. */
function UncheckedBanner({ profile }: { profile: string }) {
  const cluster = useCluster(profile);
  const { show } = useDialogs();
  if (cluster?.skipVerify !== true) {
    return null;
  }
  return (
    <Banner
      tone="red"
      icon={IconShieldOff}
      actions={
        <Button size="sm" onClick={() => show('cluster', { id: cluster.id })}>
          Edit the cluster…
        </Button>
      }
    >
      Certificate checks are off for {cluster.name}. Anyone between here and the worker can read and change what is
      sent.
    </Banner>
  );
}
