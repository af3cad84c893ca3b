import { visible } from '../../lib/visible';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Chosen } from './chosen';

/** Asks once: what is discarded here cannot be brought back. */
export function DiscardDialog({
  chosen,
  onClose,
  onDiscard,
}: {
  chosen: Chosen;
  onClose: () => void;
  onDiscard: () => void;
}) {
  const draft = chosen.kind === 'draft';
  return (
    <Dialog
      title={draft ? 'Discard this draft?' : 'Forget this config?'}
      meta={visible(chosen.row.name)}
      width={400}
      onClose={onClose}
      fact="Nothing is sent to a worker."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="destroy" data-autofocus onClick={onDiscard}>
            {draft ? 'Discard draft' : 'Forget config'}
          </Button>
        </>
      }
    >
      {draft
        ? 'What was typed into it is gone for good. The connector on the cluster stays as it is.'
        : 'It was stored so that the connector could be created again. After this it cannot be recreated from here.'}
    </Dialog>
  );
}
