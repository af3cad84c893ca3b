import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { TaskView } from '../../bridge/dto';
import { clock } from '../../lib/moments';
import { Button } from '../../ui/button';
import type { Column } from '../../ui/table/columns';
import { VirtualTable } from '../../ui/table/virtual-table';
import { TimeText } from '../../ui/times';
import { VerdictText, verdictName } from '../../ui/verdict';
import styles from './overview.module.css';

const rowHeight = 32;
const headHeight = 28;
const shownRows = 6;

/** The tasks of a connector. Inside the page at most six rows are seen at once; `full` takes the room there is. */
export function TaskTable({
  name,
  tasks,
  chosen,
  onChoose,
  onOpen,
  onRestart,
  canRestart,
  stale,
  full = false,
}: {
  name: string;
  tasks: readonly TaskView[];
  chosen: number | null;
  onChoose: (task: number) => void;
  onOpen: (task: number) => void;
  onRestart: (task: number) => void;
  /** Whether there is a button for this task. */
  canRestart: (task: TaskView) => boolean;
  stale: boolean;
  full?: boolean;
}) {
  // Some clusters do not name their workers, and some have words of their own for states.
  const workers = tasks.some((task) => task.worker !== '' || task.state === 'UNASSIGNED');
  const reported = tasks.some((task) => task.reported !== '');
  const failing = tasks.some((task) => task.causeClass !== '' || task.causeText !== '');
  const columns: Column<TaskView>[] = [
    { id: 'task', header: 'Task', width: '44px', cell: (task) => <span className={styles.strong}>{task.id}</span> },
    { id: 'state', header: 'State', width: '104px', cell: (task) => <VerdictText verdict={verdictName(task.state)} /> },
    ...(workers
      ? [
          {
            id: 'worker',
            header: 'Worker',
            width: failing ? 'minmax(96px, 132px)' : 'minmax(148px, 1fr)',
            from: 560,
            cell: (task: TaskView) => <Worker task={task} />,
          },
        ]
      : []),
    ...(reported
      ? [
          {
            id: 'reported',
            header: 'Reported as',
            width: failing ? 'minmax(96px, 176px)' : 'minmax(148px, 1fr)',
            from: 560,
            cell: (task: TaskView) => (
              <span className={styles.mono} title={task.reported}>
                {task.reported}
              </span>
            ),
          },
        ]
      : []),
    ...(failing
      ? [
          {
            id: 'cause',
            header: 'Root cause',
            width: 'minmax(160px, 1fr)',
            cell: (task: TaskView) => <Cause task={task} />,
          },
        ]
      : []),
    {
      id: 'since',
      header: failing ? 'First seen' : 'Since',
      width: '104px',
      align: 'right',
      cell: (task) =>
        task.before && task.since !== 0 ? (
          <span title="Already in this state at the first poll.">before {clock(task.since, true)}</span>
        ) : (
          <TimeText at={task.since} />
        ),
    },
    {
      id: 'restart',
      header: '',
      width: '64px',
      align: 'right',
      cell: (task) =>
        canRestart(task) && (
          <Button
            size="sm"
            tabIndex={-1}
            aria-label={`Restart task ${String(task.id)}`}
            title={`Restart task ${String(task.id)}`}
            disabled={stale}
            onClick={() => onRestart(task.id)}
          >
            Restart
          </Button>
        ),
    },
  ];
  const height = headHeight + rowHeight * Math.min(tasks.length, shownRows) + 2;
  return (
    <div className={styles.tasks} data-full={full || undefined} style={full ? undefined : { height }}>
      <VirtualTable
        label={`Tasks of ${name}`}
        rows={tasks}
        rowKey={(task) => String(task.id)}
        columns={columns}
        cursor={chosen === null ? null : String(chosen)}
        onCursor={(key) => onChoose(Number(key))}
        onOpen={(task) => onOpen(task.id)}
        stale={stale}
        keys={full ? 'screen' : 'focus'}
      />
    </div>
  );
}

function Worker({ task }: { task: TaskView }) {
  if (task.lost) {
    return (
      <span className={styles.lost} title={`${task.worker} does not answer. Its task may no longer be running.`}>
        <IconAlertTriangleFilled size={14} aria-hidden /> {task.worker}, no answer
      </span>
    );
  }
  return <span title={task.worker}>{task.worker === '' ? 'none' : task.worker}</span>;
}

function Cause({ task }: { task: TaskView }) {
  if (task.sameAs >= 0) {
    const words = `same as task ${String(task.sameAs)}`;
    return (
      <span className={styles.mono} title={words}>
        {words}
      </span>
    );
  }
  const words = [task.causeClass.slice(task.causeClass.lastIndexOf('.') + 1), task.causeText]
    .filter(Boolean)
    .join(': ');
  return (
    <span className={styles.mono} title={words}>
      {words}
    </span>
  );
}
