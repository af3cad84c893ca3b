import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useBridge, useBridgeEvent } from '../bridge/context';
import { Button } from '../ui/button';
import { Banner } from '../ui/states';

/**
 * Shown while a locked keyring shows its own prompt; a late answer is still used. The frame has it above every screen,
 * and a dialog that needs the keyring shows it again, because it covers the frame's.
 */
export function KeyringBanner() {
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
      Waiting for the system keyring{waitingFor === '' ? '' : `: ${waitingFor}`}. It may be asking for its password in
      another window.
    </Banner>
  );
}
