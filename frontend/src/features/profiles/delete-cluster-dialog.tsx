import type { Dialogs } from '../../shell/dialogs';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Placeholder. */
export function DeleteClusterDialog({ onClose, ...props }: Dialogs['deleteCluster'] & { onClose: () => void }) {
  return (
    <Dialog
      title="DeleteClusterDialog"
      width={588}
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <pre>{JSON.stringify(props)}</pre>
    </Dialog>
  );
}
