import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ConnectorDetail, TaskView } from '../../bridge/dto';
import { useCommands } from '../../shell/commands';
import { SectionTitle } from '../../ui/page';
import { Note } from '../../ui/states';
import { type Place, seenOf } from './api';
import { CauseCard } from './cause-card';
import styles from './overview.module.css';
import { QuietFacts } from './quiet-facts';
import { TaskTable } from './task-table';
import { TraceSection } from './trace-view';

/** The cause first, then the tasks, then the trace of the chosen one. */
export function OverviewTab({
  place,
  detail,
  chosen,
  onChoose,
  onRestart,
  canRestart,
}: {
  place: Place;
  detail: ConnectorDetail;
  /** What the person chose; -1 is the connector itself. */
  chosen: number | null;
  onChoose: (task: number) => void;
  onRestart: (task: number) => void;
  canRestart: (task: TaskView) => boolean;
}) {
  const { tasks, causes, row } = detail;
  const traced = traceOf(detail, chosen);
  const cursor = chosen !== null && tasks.some((task) => task.id === chosen) ? chosen : traced;
  const editable = detail.actions.some((action) => action.id === 'edit' && action.why === '');
  const lost = [...new Set(tasks.filter((task) => task.lost).map((task) => task.worker))];
  const move = (by: number) => {
    const at = tasks.findIndex((task) => task.id === cursor);
    const next = tasks[Math.min(Math.max(at + by, 0), tasks.length - 1)];
    if (next !== undefined) {
      onChoose(next.id);
    }
  };
  useCommands('Tasks', tasks.length < 2 ? {} : { down: () => move(1), up: () => move(-1) });
  return (
    <div className={styles.body}>
      <div className={styles.overview}>
        {causes.map((cause) => (
          <CauseCard
            key={`${cause.class} ${cause.text}`}
            place={place}
            cause={cause}
            total={row.total}
            editable={editable}
            onTrace={causes.length > 1 ? () => onChoose(cause.connector ? -1 : (cause.tasks[0] ?? -1)) : undefined}
          />
        ))}
        {causes.length === 0 && row.verdict !== '' && <QuietFacts place={place} detail={detail} />}
        {tasks.length > 0 && (
          <section>
            <SectionTitle
              note={`${String(row.running)} of ${String(row.total)} running`}
              right={<span className={styles.note}>{detail.worker === '' ? '' : `connector on ${detail.worker}`}</span>}
            >
              Tasks
            </SectionTitle>
            <TaskTable
              name={row.name}
              tasks={tasks}
              chosen={cursor}
              onChoose={onChoose}
              onOpen={onChoose}
              onRestart={onRestart}
              canRestart={canRestart}
              stale={detail.stale || detail.gone}
            />
          </section>
        )}
        {lost.length > 0 && (
          <Note icon={IconPlugConnectedX}>
            {lost.join(' and ')} does not answer. Its tasks show their last known state; they move to another worker
            once the cluster gives it up, after five minutes by default.
          </Note>
        )}
        {traced !== null && (
          <TraceSection place={place} task={traced} seen={seenOf(detail, traced)} masked={detail.secret} />
        )}
      </div>
    </div>
  );
}

/** Whose trace is shown: the chosen one's, else the connector's own, else of the first task that has one. */
export function traceOf(detail: ConnectorDetail, chosen: number | null): number | null {
  const own = detail.causes.some((cause) => cause.connector);
  if (chosen !== null && (chosen < 0 ? own : detail.tasks.some((task) => task.id === chosen && task.hasTrace))) {
    return chosen;
  }
  if (chosen !== null && chosen >= 0 && detail.tasks.some((task) => task.id === chosen)) {
    return null;
  }
  return own ? -1 : (detail.tasks.find((task) => task.hasTrace)?.id ?? null);
}
