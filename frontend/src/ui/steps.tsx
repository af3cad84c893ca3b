import { IconCircleCheck, IconCircleDashed, IconCircleXFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { durationText } from '../lib/durations';
import { Spinner } from './spinner';
import styles from './steps.module.css';

export interface StepItem {
  id: string;
  title: string;
  state: 'passed' | 'failed' | 'running' | 'not_reached';
  fact: string;
  /** ms since the start, or the duration; 0: not shown. */
  took: number;
  /** Details below the step: the cause of a failure, a table of tasks. */
  below?: ReactNode;
}

/** Steps over time, one row each: the running one bold, a failed one open, later ones "not reached" in grey. */
export function Steps({
  steps,
  label,
  joined = false,
}: {
  steps: readonly StepItem[];
  label: string;
  joined?: boolean;
}) {
  return (
    <ol className={styles.list} aria-label={label} data-joined={joined || undefined}>
      {steps.map((step) => (
        <li key={step.id} className={styles.step} data-state={step.state}>
          <span className={styles.icon}>
            <StepIcon state={step.state} />
          </span>
          <span className={styles.title}>{step.title}</span>
          <span className={styles.fact}>
            {step.fact !== '' || step.state !== 'not_reached' ? step.fact : 'not reached'}
          </span>
          <span className={styles.took}>{step.took > 0 ? durationText(step.took) : ''}</span>
          {step.below !== undefined && <div className={styles.below}>{step.below}</div>}
        </li>
      ))}
    </ol>
  );
}

function StepIcon({ state }: { state: StepItem['state'] }) {
  switch (state) {
    case 'passed':
      return <IconCircleCheck size={14} stroke={1.75} role="img" aria-label="passed" />;
    case 'failed':
      return <IconCircleXFilled size={14} role="img" aria-label="failed" />;
    case 'running':
      return <Spinner size={14} />;
    case 'not_reached':
      return <IconCircleDashed size={14} stroke={1.75} role="img" aria-label="not reached" />;
  }
}
