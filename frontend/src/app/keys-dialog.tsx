import { Fragment, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { KeyChoice } from '../ui/kbd';
import { useKeyHints } from '../ui/keys/keys-provider';
import styles from './dialogs.module.css';

/** All keys that worked when the dialog was opened, the screen's own first. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const now = useKeyHints();
  // The dialog blocks the keys below it, so it shows those from before it was opened.
  const [hints] = useState(now);
  const titles = [...new Set(hints.map((hint) => hint.title))];
  return (
    <Dialog
      title="Keys"
      width={640}
      onClose={onClose}
      actions={
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      }
    >
      <div className={styles.keys}>
        {titles.map((title) => (
          <section key={title}>
            <h2 className={styles.keysTitle}>{title}</h2>
            <dl className={styles.keyList}>
              {hints
                .filter((hint) => hint.title === title)
                .map((hint) => (
                  <Fragment key={hint.id}>
                    <dt className={styles.keyCaps}>
                      <KeyChoice combos={hint.combos} />
                    </dt>
                    <dd data-unavailable={hint.unavailable !== '' || undefined}>
                      {hint.label}
                      {hint.unavailable !== '' && <span className={styles.why}>{hint.unavailable}</span>}
                    </dd>
                  </Fragment>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
