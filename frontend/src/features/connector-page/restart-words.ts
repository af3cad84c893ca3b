import type { ActionView, ConnectorDetail } from '../../bridge/dto';
import { plural } from '../../lib/plural';

/** What is done to a connector from its page. */
export interface Act {
  readonly action: ActionView['id'] &
    ('pause' | 'resume' | 'stop' | 'restart' | 'restart_failed' | 'restart_all' | 'restart_task');
  /** -1: the connector. */
  readonly task: number;
  /** The exact words of the button. */
  readonly label: string;
  /** What to read first, where the guard does not ask; empty: nothing is asked. */
  readonly asks: string;
  /** What it does, where nothing is asked but a single key would do it. */
  readonly explain: string;
}

type Sent = Act['action'];

const sendable: ReadonlySet<string> = new Set<Sent>([
  'pause',
  'resume',
  'stop',
  'restart',
  'restart_failed',
  'restart_all',
  'restart_task',
]);

function isSent(id: ActionView['id']): id is Sent {
  return sendable.has(id);
}

/** An offered action as something that can be sent; edit and delete cannot. */
export function actOf(view: ActionView | undefined): Act | undefined {
  return view === undefined || !isSent(view.id)
    ? undefined
    : { action: view.id, task: -1, label: view.label, asks: view.asks, explain: view.explain };
}

/** The restarts that are offered, the most useful first. */
export function restartsOf(detail: ConnectorDetail): readonly ActionView[] {
  const offered = (id: ActionView['id']) => detail.actions.filter((action) => action.id === id);
  return [...offered('restart_failed'), ...offered('restart_all'), ...offered('restart')];
}

/** Restart of one task, where restarts are offered at all. What runs is not interrupted by one press. */
export function restartTask(detail: ConnectorDetail, task: number): Act | undefined {
  const found = detail.tasks.find((one) => one.id === task);
  if (found === undefined || restartsOf(detail).length === 0) {
    return undefined;
  }
  const asks =
    found.state === 'RUNNING'
      ? `Task ${String(task)} of ${detail.row.name} is running. Restarting interrupts it; it resumes from its last committed offsets.`
      : '';
  return { action: 'restart_task', task, label: `Restart task ${String(task)}`, asks, explain: '' };
}

/** "same in 4 of 4 tasks", "in task 2", "of the connector itself": who has a cause. */
export function holders(tasks: readonly number[], connector: boolean, total: number): string {
  if (tasks.length === 0) {
    return 'of the connector itself';
  }
  const [first] = tasks;
  const those =
    tasks.length === 1 && first !== undefined
      ? `in task ${String(first)}${total > 1 ? ` of ${plural(total, 'task')}` : ''}`
      : `same in ${String(tasks.length)} of ${plural(total, 'task')}`;
  return connector ? `of the connector itself, and ${those}` : those;
}
