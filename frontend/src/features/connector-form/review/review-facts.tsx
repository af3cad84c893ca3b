import {
  IconAlertTriangleFilled,
  IconCheck,
  IconCircleXFilled,
  IconInfoCircle,
  IconRefresh,
} from '@tabler/icons-react';
import type { Review, ReviewCheck } from '../../../bridge/dto';
import { Checkbox } from '../../../ui/checks';
import { Card } from '../../../ui/page';
import styles from './review.module.css';

/** What the save will do, and what is known about the config. */
export function ReviewFacts({
  review,
  restart,
  onRestart,
}: {
  review: Review;
  restart: boolean;
  onRestart: (restart: boolean) => void;
}) {
  return (
    <aside className={styles.facts}>
      <Card padded>
        <h2 className={styles.factTitle}>
          <IconRefresh size={16} stroke={1.75} aria-hidden /> What will restart
        </h2>
        <p>{review.restart}</p>
        {review.note !== '' && <p className={styles.fact}>{review.note}</p>}
        {review.offerTask && (
          <p className={styles.offer}>
            <Checkbox checked={restart} onChange={onRestart}>
              Restart the tasks too
            </Checkbox>
          </p>
        )}
      </Card>
      {review.checks.length > 0 && (
        <Card padded>
          <h2 className={styles.factTitle}>Checked</h2>
          <ul className={styles.checks}>
            {review.checks.map((check) => (
              <li key={check.text} className={styles.check} data-state={check.state}>
                <CheckIcon state={check.state} />
                <span>{check.text}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  );
}

function CheckIcon({ state }: { state: ReviewCheck['state'] }) {
  switch (state) {
    case 'passed':
      return <IconCheck size={14} stroke={1.75} role="img" aria-label="passed" />;
    case 'info':
      return <IconInfoCircle size={14} stroke={1.75} role="img" aria-label="to know" />;
    case 'warning':
      return <IconAlertTriangleFilled size={14} role="img" aria-label="warning" />;
    case 'failed':
      return <IconCircleXFilled size={14} role="img" aria-label="failed" />;
  }
}
