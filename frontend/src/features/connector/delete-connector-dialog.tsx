import type { Dialogs } from '../../shell/dialogs';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Placeholder. */
export function DeleteConnectorDialog({ onClose, ...props }: Dialogs['deleteConnector'] & { onClose: () => void }) {
  return (
    <Dialog
      title="DeleteConnectorDialog"
      width={588}
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <pre>{JSON.stringify(props)}</pre>
    </Dialog>
  );
}
