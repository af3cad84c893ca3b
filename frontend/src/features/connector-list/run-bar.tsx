import {
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconCircleX,
  IconDots,
  IconHourglass,
  IconMinus,
  IconX,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { BulkState } from '../../bridge/dto';
import { durationText } from '../../lib/durations';
import { visible } from '../../lib/visible';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button, IconButton } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import { useTimeText } from '../../ui/times';
import { doneCount, type Outcome, outcomeCounts, outcomeOf } from './bulk-words';
import styles from './connector-list.module.css';

/** The current state of a bulk run; undefined if there is none. */
export function useRun(id: string): BulkState | undefined {
  const bridge = useBridge();
  const client = useQueryClient();
  const queryKey = ['bulk', id];
  useBridgeEvent('bulk', (event) => {
    if (event.id === id) {
      void client.invalidateQueries({ queryKey });
    }
  });
  return useQuery({ queryKey, queryFn: ({ signal }) => bridge.clusters.bulkState(id, signal), enabled: id !== '' })
    .data;
}

/** Every outcome in words. Stopping the run removes the queued connectors and undoes nothing. */
export function RunBar({ run, onClose }: { run: BulkState; onClose: () => void }) {
  const bridge = useBridge();
  const [open, setOpen] = useState(false);
  const ended = run.endedAt > 0;
  const counts = outcomeCounts(run);
  const queued = run.lines.filter((line) => line.state === 'queued').length;
  const took = useTimeText(
    useCallback((now) => durationText(spent(run.startedAt, run.endedAt, now)), [run.startedAt, run.endedAt]),
  );
  return (
    <section className={styles.run} aria-label="Bulk run">
      <header className={styles.runHead}>
        <b className={styles.selected}>{run.title}</b>
        <span className={styles.progress}>
          {doneCount(run)} of {run.lines.length} done
        </span>
        {/* Announced once, at the end; announcing every line would be noise. */}
        <span className="sl-hidden" role="status">
          {ended ? `${run.title}: ${counts.map(({ words }) => words).join(', ')}` : ''}
        </span>
        <span className={styles.runRight}>
          {ended ? `took ${took}` : `${run.atATime} at a time · ${took}`}
          {!ended && queued > 0 && (
            <Button size="sm" onClick={() => void bridge.clusters.cancelBulk(run.id).catch(() => undefined)}>
              Cancel the {queued} queued
            </Button>
          )}
          {ended && <IconButton icon={IconX} label="Dismiss the report" size="sm" onClick={onClose} />}
        </span>
      </header>
      <div className={styles.bar} aria-hidden>
        {counts.map(({ outcome, count }) => (
          <span key={outcome} data-outcome={outcome} style={{ flexGrow: count }} />
        ))}
      </div>
      <div className={styles.counts}>
        {counts.map(({ outcome, words }) => (
          <span key={outcome} className={styles.count} data-outcome={outcome}>
            <OutcomeIcon outcome={outcome} />
            {words}
          </span>
        ))}
        <span className={styles.runRight}>
          <Button
            variant="link"
            aria-expanded={open}
            icon={open ? IconChevronDown : IconChevronUp}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide the report' : 'Report'}
          </Button>
          <PathLink to={paths.clusterCalls(run.profile)} className={styles.link}>
            Show calls
          </PathLink>
        </span>
      </div>
      {open && <Report run={run} />}
    </section>
  );
}

/** In whole seconds while it runs, because it is updated once a second. */
function spent(from: number, to: number, now: number): number {
  return to > 0 ? to - from : Math.max(0, Math.floor((now - from) / 1_000)) * 1_000;
}

function Report({ run }: { run: BulkState }) {
  return (
    <ol className={styles.report} aria-label="Report">
      {run.lines.map((line) => (
        <li key={line.name} className={styles.reportLine} data-outcome={outcomeOf(line)}>
          <OutcomeIcon outcome={outcomeOf(line)} />
          <PathLink to={paths.connector(run.profile, line.name)} className={styles.reportName} title={line.name}>
            {visible(line.name)}
          </PathLink>
          <span className={styles.reportText}>{line.state === 'queued' ? 'queued' : line.text}</span>
        </li>
      ))}
    </ol>
  );
}

function OutcomeIcon({ outcome }: { outcome: Outcome }) {
  switch (outcome) {
    case 'done':
      return <IconCheck size={14} stroke={1.75} aria-hidden />;
    case 'failed':
      return <IconCircleX size={14} stroke={1.75} aria-hidden />;
    case 'waiting':
      return <IconHourglass size={14} stroke={1.75} aria-hidden />;
    case 'working':
      return <Spinner size={14} />;
    case 'queued':
      return <IconDots size={14} stroke={1.75} aria-hidden />;
    case 'canceled':
      return <IconMinus size={14} stroke={1.75} aria-hidden />;
  }
}
