import { IconAlertTriangle, IconKey, IconShieldOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useBridge, useBridgeEvent } from '../bridge/context';
import type { StartNotice } from '../bridge/dto';
import { useDialogs } from '../shell/dialogs';
import { useCluster } from '../shell/queries';
import { Button } from '../ui/button';
import { Banner } from '../ui/states';

/** Lines above every screen: what must not be missed. */
export function Banners({ profile, notices }: { profile: string | undefined; notices: readonly StartNotice[] }) {
  return (
    <>
      <StartNotices notices={notices} />
      <KeyringBanner />
      <UncheckedBanner profile={profile ?? ''} />
    </>
  );
}

function StartNotices({ notices }: { notices: readonly StartNotice[] }) {
  const [closed, setClosed] = useState<readonly string[]>([]);
  return notices
    .filter((notice) => !closed.includes(notice.code))
    .map((notice) => (
      <Banner
        key={notice.code}
        tone="amber"
        icon={IconAlertTriangle}
        actions={
          <Button size="sm" onClick={() => setClosed([...closed, notice.code])}>
            Close
          </Button>
        }
      >
        {notice.text}
        {notice.path !== '' && <code> {notice.path}</code>}
      </Banner>
    ));
}

/** A locked keyring shows its own prompt meanwhile; a late answer is still used. */
function KeyringBanner() {
  const bridge = useBridge();
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  useBridgeEvent('keyring', (event) => setWaitingFor(event.state === 'waiting' ? event.for : null));
  if (waitingFor === null) {
    return null;
  }
  const choose = (choice: 'cancel' | 'session') => {
    setWaitingFor(null);
    bridge.desktop.keyringChoice(choice).catch(() => undefined);
  };
  return (
    <Banner
      tone="amber"
      icon={IconKey}
      actions={
        <>
          <Button size="sm" onClick={() => choose('cancel')}>
            Cancel
          </Button>
          <Button size="sm" onClick={() => choose('session')}>
            Keep until the app closes
          </Button>
        </>
      }
    >
      Waiting for the system keyring{waitingFor === '' ? '' : `: ${waitingFor}`}. It may be asking for its password in a
      window of its own.
    </Banner>
  );
}

/** Cannot be closed: it is true for as long as the profile says so. */
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
