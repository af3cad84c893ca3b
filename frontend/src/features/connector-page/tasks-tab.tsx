import type { ConnectorDetail, TaskView } from '../../bridge/dto';
import { useCommands } from '../../shell/commands';
import { EmptyState } from '../../ui/states';
import { TaskTable } from './task-table';

/** All tasks, for connectors that have many. Enter shows the trace of the one under the cursor. */
export function TasksTab({
  detail,
  chosen,
  onChoose,
  onOpen,
  onRestart,
  canRestart,
}: {
  detail: ConnectorDetail;
  chosen: number | null;
  onChoose: (task: number) => void;
  onOpen: (task: number) => void;
  onRestart: (task: number) => void;
  canRestart: (task: TaskView) => boolean;
}) {
  const cursor = detail.tasks.find((task) => task.id === chosen) ?? detail.tasks[0];
  const restarts = cursor !== undefined && canRestart(cursor);
  useCommands('Tasks', {
    restart: restarts ? { label: `restart task ${String(cursor.id)}`, run: () => onRestart(cursor.id) } : undefined,
  });
  const why = detail.tabs.find(({ id }) => id === 'tasks')?.why ?? '';
  if (why !== '') {
    return <EmptyState title="No tasks" text={why} />;
  }
  if (detail.tasks.length === 0) {
    return (
      <EmptyState
        title={detail.row.verdict === 'stopped' ? 'A stopped connector has no tasks' : 'No tasks'}
        text={
          detail.row.verdict === 'stopped'
            ? 'Resume starts them again, from the last committed offsets.'
            : 'The connector has not created any yet, or failed before it could.'
        }
      />
    );
  }
  return (
    <TaskTable
      full
      name={detail.row.name}
      tasks={detail.tasks}
      chosen={cursor?.id ?? null}
      onChoose={onChoose}
      onOpen={onOpen}
      onRestart={onRestart}
      // What runs is quiet: it has a button where the cursor is.
      canRestart={(task) => canRestart(task) && (task.state === 'FAILED' || task.id === cursor?.id)}
      stale={detail.stale || detail.gone}
    />
  );
}
