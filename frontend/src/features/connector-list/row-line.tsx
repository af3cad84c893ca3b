import { IconCircleX, IconHourglass } from '@tabler/icons-react';
import { useCallback } from 'react';
import type { Activity, Row } from '../../bridge/dto';
import { shortClass } from '../../lib/class-names';
import { until } from '../../lib/moments';
import { keyOf, labelOf } from '../../shell/commands';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { Spinner } from '../../ui/spinner';
import { useTimeText } from '../../ui/times';
import styles from './connector-list.module.css';
import { actionLabel, hasFailed } from './words';

/** Whether a row has a second line. A healthy row gets none during a restart, so that the list does not move. */
export function hasLine(row: Row): boolean {
  switch (row.activity.kind) {
    case 'waiting':
    case 'failed':
    case 'failed_again':
    case 'canceled':
      return true;
    case 'sending':
    case 'settling':
    case 'settled':
      return row.causeText !== '' || row.place === 'failed' || row.place === 'degraded';
    case '':
    case 'queued':
      return hasCause(row);
  }
}

function hasCause(row: Row): boolean {
  return row.causeText !== '' || row.causeClass !== '' || row.note !== '';
}

/** The cause of a failed row or the progress of an action, followed by what can be done about it. */
export function RowLine({
  row,
  restartWord,
  onRestart,
  onMore,
}: {
  row: Row;
  /** What the cluster calls a restart; empty: the usual words. */
  restartWord: string;
  /** Absent if nothing can be changed. */
  onRestart?: ((row: Row) => void) | undefined;
  onMore: (row: Row, at: { x: number; y: number }) => void;
}) {
  if (!hasLine(row)) {
    return null;
  }
  const { activity } = row;
  const acting = activity.kind !== '' && activity.kind !== 'queued';
  const busy = activity.kind === 'sending' || activity.kind === 'waiting' || activity.kind === 'settling';
  return (
    <span className={styles.line}>
      {acting ? <ActivityText activity={activity} /> : <Cause row={row} />}
      <span className={styles.actions}>
        {onRestart !== undefined && hasFailed(row) && !busy && (
          <Button variant="link" tabIndex={-1} onClick={() => onRestart(row)}>
            {restartWord === '' ? actionLabel('restart_failed', row) : restartWord}{' '}
            <Kbd combo={keyOf('List', 'restart')} />
          </Button>
        )}
        <Button
          variant="link"
          className={styles.moreLink}
          tabIndex={-1}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            onMore(row, { x: box.left, y: box.bottom });
          }}
        >
          {labelOf('List', 'more')} <Kbd combo={keyOf('List', 'more')} />
        </Button>
      </span>
    </span>
  );
}

function Cause({ row }: { row: Row }) {
  const name = shortClass(row.causeClass);
  if (name === '' && row.causeText === '') {
    return (
      <span className={styles.cause} title={row.note}>
        <b className={styles.causeClass} data-tone="amber">
          update failed
        </b>{' '}
        {row.note}
      </span>
    );
  }
  return (
    <span className={styles.cause} title={`${name} ${row.causeText}`}>
      <b className={styles.causeClass} data-tone={row.verdict === 'degraded' ? 'amber' : 'red'}>
        {name}
      </b>{' '}
      {row.causeText}
    </span>
  );
}

function ActivityText({ activity }: { activity: Activity }) {
  const { kind, text, nextTryAt, tries } = activity;
  const next = useTimeText(
    useCallback(
      (now) => (kind === 'waiting' && nextTryAt > 0 ? ` Next try ${until(nextTryAt, now)}` : ''),
      [kind, nextTryAt],
    ),
  );
  const which = next !== '' && tries > 0 ? ` (${activity.try} of ${tries})` : '';
  const words = `${text}${next}${which}`;
  return (
    <span className={styles.activity} title={words}>
      <ActivityIcon kind={kind} />
      <span className={styles.cut}>{words}</span>
    </span>
  );
}

function ActivityIcon({ kind }: { kind: Activity['kind'] }) {
  switch (kind) {
    case 'waiting':
      return <IconHourglass className={styles.waits} size={14} stroke={1.75} aria-hidden />;
    case 'failed':
    case 'failed_again':
      return <IconCircleX className={styles.failed} size={14} stroke={1.75} aria-hidden />;
    case 'sending':
    case 'settling':
      return <Spinner size={14} />;
    case '':
    case 'queued':
    case 'settled':
    case 'canceled':
      return null;
  }
}
