import type { OffsetsView } from '../../bridge/dto';
import { Button } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/states';
import styles from './sheet.module.css';

const variable = '$BOOTSTRAP';

/** Why there are none to show; what Kafka's own tools show instead, where the cluster says which group it is. */
export function NoOffsetsApi({ view, onTopics }: { view: OffsetsView; onTopics: () => void }) {
  const at = view.command.indexOf(variable);
  return (
    <EmptyState
      title="This cluster does not show offsets"
      text={
        <>
          {view.text}
          {view.command !== '' && (
            <>
              <p className={styles.above}>
                The offsets of a sink are those of its consumer group. Kafka’s own tool shows them:
              </p>
              <div className={styles.command}>
                <CodeView
                  label="The command"
                  text={view.command}
                  spans={at < 0 ? [] : [{ from: at, to: at + variable.length, kind: 'variable' }]}
                />
              </div>
            </>
          )}
        </>
      }
      actions={
        <>
          {view.command !== '' && <CopyButton text={view.command}>Copy the command</CopyButton>}
          <Button variant="plain" onClick={onTopics}>
            Show its topics
          </Button>
        </>
      }
      hint={view.where}
    />
  );
}
