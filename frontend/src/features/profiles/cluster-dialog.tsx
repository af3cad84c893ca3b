import type { Dialogs } from '../../shell/dialogs';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Placeholder. */
export function ClusterDialog({ onClose, ...props }: Dialogs['cluster'] & { onClose: () => void }) {
  return (
    <Dialog title="ClusterDialog" width={588} onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <pre>{JSON.stringify(props)}</pre>
    </Dialog>
  );
}
