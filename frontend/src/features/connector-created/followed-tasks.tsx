import type { TaskView } from '../../bridge/dto';
import { durationText } from '../../lib/durations';
import { VerdictText, verdictName } from '../../ui/verdict';
import styles from './created.module.css';

/** The tasks of a followed connector, each with the time it took. */
export function FollowedTasks({ tasks }: { tasks: readonly TaskView[] }) {
  const failing = tasks.some((task) => task.causeText !== '' || task.causeClass !== '');
  return (
    <table className={styles.tasks}>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">State</th>
          <th scope="col">{failing ? 'Root cause' : 'Worker'}</th>
          <th scope="col" className={styles.after}>
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <td>
              <b>{task.id}</b>
            </td>
            <td>
              <VerdictText verdict={verdictName(task.state)} />
            </td>
            <td className={styles.mono}>
              {failing ? causeOf(task) : task.worker === '' ? 'no worker yet' : task.worker}
            </td>
            <td className={styles.after}>{task.after > 0 ? durationText(task.after) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function causeOf(task: TaskView): string {
  if (task.sameAs >= 0) {
    return `same as task ${String(task.sameAs)}`;
  }
  return [task.causeClass.slice(task.causeClass.lastIndexOf('.') + 1), task.causeText].filter(Boolean).join(': ');
}
