import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useBridge } from '../bridge/context';
import type { Problem } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { ErrorBlock } from '../ui/states';
import styles from './dialogs.module.css';

/** A link from a plugin's documentation is shown before it is opened. */
export function LinkDialog({ address, onClose }: { address: string; onClose: () => void }) {
  const bridge = useBridge();
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = () => {
    bridge.desktop.openURL(address).then(onClose, (reason: unknown) => setProblem(problemOf(reason)));
  };
  return (
    <Dialog
      title="Open this address?"
      width={588}
      onClose={onClose}
      fact="It comes from the plugin's documentation."
      actions={
        <>
          <CopyButton text={address} />
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" icon={IconExternalLink} onClick={open} data-autofocus>
            Open in the browser
          </Button>
        </>
      }
    >
      <p className={styles.address}>{address}</p>
      {problem !== null && <ErrorBlock problem={problem} />}
    </Dialog>
  );
}
