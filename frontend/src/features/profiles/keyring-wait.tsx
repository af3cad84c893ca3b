import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import { Button } from '../../ui/button';
import { Banner } from '../../ui/states';

/** The frame's own line about the keyring is below an open dialog, where it cannot be pressed. */
export function KeyringWait() {
  const bridge = useBridge();
  const [waiting, setWaiting] = useState(false);
  useBridgeEvent('keyring', (event) => setWaiting(event.state === 'waiting'));
  if (!waiting) {
    return null;
  }
  const choose = (choice: 'cancel' | 'session') => {
    setWaiting(false);
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
      Waiting for the system keyring. It may be asking for its own password in a window of its own.
    </Banner>
  );
}
