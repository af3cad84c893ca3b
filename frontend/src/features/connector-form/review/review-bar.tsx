import { useBridge } from '../../../bridge/context';
import { keyOf, labelOf } from '../../../shell/commands';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { ActionBar } from '../../../ui/page';
import type { FormSession } from '../session/form-session';
import { requestOf } from '../session/result-request';
import styles from './review.module.css';
import type { Reviewing } from './use-review';

/** Take it as a command, go back, or save; the last button says what restarts. */
export function ReviewBar({
  session,
  review,
  denied,
  onBack,
}: {
  session: FormSession;
  review: Reviewing;
  /** Why the profile does not allow to save; empty where it does. */
  denied: string;
  onBack: () => void;
}) {
  const { exports } = useBridge();
  const { data, sending } = review;
  return (
    <ActionBar
      left={
        <CopyButton text={async () => (await exports.print(requestOf(session, 'curl'))).text}>Copy as curl</CopyButton>
      }
    >
      {denied !== '' && <span className={styles.fact}>{denied} Nothing can be saved from here.</span>}
      {sending.busy ? (
        <Button onClick={sending.cancel}>Cancel</Button>
      ) : (
        <Button combo={keyOf('Review', 'back')} onClick={onBack}>
          {labelOf('Review', 'back')}
        </Button>
      )}
      {data !== undefined && !data.same && denied === '' && (
        <Button
          variant="primary"
          combo={keyOf('Review', 'save')}
          busy={sending.busy}
          onClick={() => void review.save()}
        >
          {sending.busy
            ? 'Saving…'
            : data.offerTask && review.restart
              ? 'Save and restart connector and tasks'
              : data.button}
        </Button>
      )}
    </ActionBar>
  );
}
