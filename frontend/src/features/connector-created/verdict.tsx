import { IconCircleCheck, IconCircleXFilled, IconHourglass } from '@tabler/icons-react';
import type { ConnectorDetail } from '../../bridge/dto';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import styles from './created.module.css';

/** One sentence, and how long is followed. */
export function Verdict({ detail, onStop }: { detail: ConnectorDetail; onStop: () => void }) {
  const { follow, sentence, support } = detail;
  return (
    <div className={styles.verdict} role="status">
      <VerdictSign state={follow.state} />
      <div>
        <p className={styles.sentence}>{follow.text === '' ? sentence : follow.text}</p>
        <p className={styles.note}>{follow.state === 'following' ? follow.limit : support}</p>
      </div>
      {follow.state === 'following' && (
        <span className={styles.end}>
          <Button onClick={onStop}>Stop following</Button>
        </span>
      )}
    </div>
  );
}

function VerdictSign({ state }: { state: ConnectorDetail['follow']['state'] }) {
  switch (state) {
    case 'following':
      return <Spinner size={20} />;
    case 'failed':
      return <IconCircleXFilled size={20} color="var(--sl-red)" aria-hidden />;
    case 'settled':
      return <IconCircleCheck size={20} stroke={1.75} color="var(--sl-green)" aria-hidden />;
    case 'ended':
    case 'stopped':
    case '':
      return <IconHourglass size={20} stroke={1.75} color="var(--sl-t3)" aria-hidden />;
  }
}
