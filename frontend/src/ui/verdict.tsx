import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconCircleXFilled,
  IconCornerLeftUp,
  IconHelpCircle,
  IconPlayerPauseFilled,
  IconPlayerStopFilled,
  IconPlugConnectedX,
  IconRefresh,
} from '@tabler/icons-react';
import { cx } from './cx';
import { SkeletonBar } from './skeleton';
import styles from './verdict.module.css';

interface Look {
  readonly word: string;
  readonly icon: Icon;
  readonly tone: 'red' | 'amber' | 'blue' | 'grey' | 'green';
}

// The state vocabulary: icon, word and colour together. Shapes differ, so it reads in grey.
const looks = {
  failed: { word: 'Failed', icon: IconCircleXFilled, tone: 'red' },
  degraded: { word: 'Degraded', icon: IconAlertTriangleFilled, tone: 'amber' },
  unassigned: { word: 'Unassigned', icon: IconCircleDashed, tone: 'amber' },
  no_tasks: { word: 'No tasks', icon: IconCircleOff, tone: 'amber' },
  restarting: { word: 'Restarting', icon: IconRefresh, tone: 'blue' },
  settling: { word: 'Not ready', icon: IconRefresh, tone: 'blue' },
  unknown: { word: 'Unknown', icon: IconHelpCircle, tone: 'grey' },
  waiting: { word: 'Waiting', icon: IconCornerLeftUp, tone: 'grey' },
  paused: { word: 'Paused', icon: IconPlayerPauseFilled, tone: 'grey' },
  stopped: { word: 'Stopped', icon: IconPlayerStopFilled, tone: 'grey' },
  running: { word: 'Running', icon: IconCircleCheck, tone: 'green' },
  unreachable: { word: 'Unreachable', icon: IconPlugConnectedX, tone: 'red' },
} as const satisfies Record<string, Look>;

export type VerdictName = keyof typeof looks;

/** Also for states as the worker writes them: RUNNING, FAILED, PAUSED, UNASSIGNED, RESTARTING, SETTLING, STOPPED. */
export function verdictName(state: string): VerdictName {
  const name = state.toLowerCase();
  return name in looks ? (name as VerdictName) : 'unknown';
}

export function verdictWord(verdict: VerdictName): string {
  return looks[verdict].word;
}

/** 14 in text, 16 in navigation, 20 beside the verdict sentence. */
export function VerdictIcon({ verdict, size = 14 }: { verdict: VerdictName; size?: 14 | 16 | 20 }) {
  const { icon: Look, tone } = looks[verdict];
  return <Look className={cx(styles.icon)} data-tone={tone} size={size} stroke={1.75} aria-hidden />;
}

/** Icon and word, or the cluster's own `word`; nothing known yet is a grey bar. */
export function VerdictText({ verdict, word: own }: { verdict: VerdictName | ''; word?: string | undefined }) {
  if (verdict === '') {
    return <SkeletonBar width={72} label="waiting for its status" />;
  }
  const { word, tone } = looks[verdict];
  return (
    <span className={styles.text}>
      <VerdictIcon verdict={verdict} />
      <span className={styles.word} data-tone={tone}>
        {own ?? word}
      </span>
    </span>
  );
}
