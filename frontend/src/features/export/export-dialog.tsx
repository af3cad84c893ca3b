import type { Dialogs } from '../../shell/dialogs';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Placeholder. */
export function ExportDialog({ onClose, ...props }: Dialogs['export'] & { onClose: () => void }) {
  return (
    <Dialog title="ExportDialog" width={588} onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <pre>{JSON.stringify(props)}</pre>
    </Dialog>
  );
}
