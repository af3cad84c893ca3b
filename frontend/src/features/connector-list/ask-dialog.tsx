import type { ClusterSummary } from '../../bridge/dto';
import { visible } from '../../lib/visible';
import { keyOf, useCommands } from '../../shell/commands';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NothingSent } from '../../ui/nothing-sent';
import { EnvTag } from '../../ui/tag';
import styles from './connector-list.module.css';
import type { Asking } from './use-actions';
import { actionLabel, actionSentence, bulkLabel } from './words';

const shown = 6;

/** Asks once, with the exact action on the button. */
export function AskDialog({
  asking,
  cluster,
  onSend,
  onCancel,
}: {
  asking: Asking;
  cluster: ClusterSummary;
  onSend: () => void;
  onCancel: () => void;
}) {
  const label =
    asking.kind === 'one' ? actionLabel(asking.action, asking.row) : bulkLabel(asking.action, asking.names.length);
  const sentence = asking.kind === 'one' ? actionSentence(asking.action, asking.row) : label;
  return (
    <Dialog
      title={`${label}?`}
      meta={
        <>
          on {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
        </>
      }
      width={480}
      onClose={onCancel}
      fact={<NothingSent />}
      actions={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Confirm label={label} onSend={onSend} />
        </>
      }
    >
      <div className={styles.ask}>
        <p>
          {sentence} on {cluster.name}.
        </p>
        {asking.action === 'stop' && (
          <p>Stopping ends the tasks and releases what they hold. Config and offsets stay; Resume starts it again.</p>
        )}
        {asking.action === 'restart_all' && <p>Running tasks restart from their last committed offsets.</p>}
        {asking.kind === 'bulk' && <Names names={asking.names} />}
      </div>
    </Dialog>
  );
}

function Names({ names }: { names: readonly string[] }) {
  const rest = names.length - shown;
  return (
    <p className={styles.names}>
      {names.slice(0, shown).map(visible).join(', ')}
      {rest > 0 ? ` and ${rest} more` : ''}
    </p>
  );
}

function Confirm({ label, onSend }: { label: string; onSend: () => void }) {
  useCommands('Ask', { send: { label, run: onSend } });
  return (
    <Button variant="primary" combo={keyOf('Ask', 'send')} data-autofocus onClick={onSend}>
      {label}
    </Button>
  );
}
