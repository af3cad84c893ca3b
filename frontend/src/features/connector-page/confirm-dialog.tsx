import type { ClusterSummary } from '../../bridge/dto';
import { visible } from '../../lib/visible';
import { keyOf, useCommands } from '../../shell/commands';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NothingSent } from '../../ui/nothing-sent';
import { EnvTag } from '../../ui/tag';
import type { Act } from './restart-words';

/** Repeats the exact action on its button, and says that nothing was sent. */
export function ConfirmDialog({
  act,
  name,
  cluster,
  onSend,
  onClose,
}: {
  act: Act;
  name: string;
  cluster: ClusterSummary | undefined;
  onSend: () => void;
  onClose: () => void;
}) {
  const words = act.label.replace(/…$/, '');
  return (
    <Dialog
      title={isRestart(act) ? `${words}?` : `${words} ${name}?`}
      meta={
        cluster !== undefined && (
          <>
            {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
          </>
        )
      }
      width={520}
      onClose={onClose}
      fact={<NothingSent />}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Send words={words} onSend={onSend} />
        </>
      }
    >
      <p>{act.asks === '' ? `${words} of ${visible(name)}. ${act.explain}` : act.asks}</p>
    </Dialog>
  );
}

function isRestart(act: Act): boolean {
  return act.action.startsWith('restart');
}

function Send({ words, onSend }: { words: string; onSend: () => void }) {
  useCommands('Confirm', { send: { label: words.charAt(0).toLowerCase() + words.slice(1), run: onSend } });
  return (
    <Button variant="primary" combo={keyOf('Confirm', 'send')} onClick={onSend} data-autofocus>
      {words}
    </Button>
  );
}
