import type { ConnectorDetail } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { BrokenAtDots } from '../../ui/broken-at-dots';
import { Card } from '../../ui/page';
import type { Place } from './api';
import styles from './overview.module.css';

/** Facts about a connector without problems. */
export function QuietFacts({ place, detail }: { place: Place; detail: ConnectorDetail }) {
  const { row, tasks } = detail;
  const facts = [
    { term: 'Class', text: row.class },
    { term: 'Tasks', text: tasks.length === 0 ? noTasks(row.verdict) : spread(detail) },
    { term: 'Topics', text: row.topics },
  ].filter((fact) => fact.text !== '');
  return (
    <Card padded>
      <dl className={styles.facts}>
        {facts.map(({ term, text }) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.fact}>{term === 'Class' ? <BrokenAtDots text={text} /> : text}</dd>
          </div>
        ))}
        {detail.configCount >= 0 && (
          <>
            <dt className={styles.term}>Config</dt>
            <dd className={styles.fact}>
              <PathLink to={paths.connector(place.profile, place.name, 'config')}>
                {plural(detail.configCount, 'setting')}
              </PathLink>
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function noTasks(verdict: string): string {
  switch (verdict) {
    case 'stopped':
      return 'none, because it is stopped. Resume creates them again.';
    case 'no_tasks':
      return 'none. The connector is running but has created no tasks: its config may match nothing.';
    default:
      return 'none so far';
  }
}

/** "2 on connect-1:8083, 1 on connect-2:8083" */
function spread({ tasks }: ConnectorDetail): string {
  const by = new Map<string, number>();
  for (const task of tasks) {
    by.set(task.worker, (by.get(task.worker) ?? 0) + 1);
  }
  return [...by]
    .map(([worker, count]) => `${plural(count, 'task')} ${worker === '' ? 'without a worker' : `on ${worker}`}`)
    .join(', ');
}
