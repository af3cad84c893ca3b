import type { BulkAction, ConnectorAction, ListWords, Row } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { visible } from '../../lib/visible';

/** "3 of 4", "1 paused", "none". */
export function tasksText(row: Row, words?: ListWords): string {
  if (row.total === 0) {
    return 'none';
  }
  if (row.verdict === 'waiting') {
    return 'waiting';
  }
  return row.paused > 0 && row.running === 0 && row.failed === 0
    ? `${row.paused} ${words?.paused.toLowerCase() ?? 'paused'}`
    : `${row.running} of ${row.total}`;
}

/** Whether a restart may repair something. */
export function hasFailed(row: Row): boolean {
  return row.verdict !== 'waiting' && (row.failed > 0 || row.verdict === 'failed');
}

/** "4 failed tasks", "the connector and 1 failed task": what a restart of failed parts affects. */
function failedWords(row: Row): string {
  // A connector that failed although tasks of it did not has failed itself.
  const itself = row.verdict === 'failed' && row.failed < Math.max(row.total, 1);
  if (row.failed === 0) {
    return 'the connector';
  }
  return `${itself ? 'the connector and ' : ''}${plural(row.failed, 'failed task')}`;
}

function allTasks(total: number): string {
  return total === 0 ? '' : total === 1 ? ' and its task' : ` and all ${total} tasks`;
}

/** The label of a button: exactly what it affects, or the cluster's own word. */
export function actionLabel(action: ConnectorAction, row: Row, words?: ListWords): string {
  const own = { pause: words?.pause, resume: words?.resume, restart_all: words?.restart }[action as string];
  if (own !== undefined && own !== '') {
    return own;
  }
  switch (action) {
    case 'restart_failed':
      return `Restart ${failedWords(row)}`;
    case 'restart_all':
      return `Restart connector${allTasks(row.total)}`;
    case 'restart':
      return 'Restart connector only';
    case 'restart_task':
      return 'Restart task';
    case 'pause':
      return 'Pause';
    case 'resume':
      return 'Resume';
    case 'stop':
      return 'Stop';
  }
}

/** The same as the start of a sentence about one connector. */
export function actionSentence(action: ConnectorAction, row: Row): string {
  const label = actionLabel(action, row);
  const whole = action === 'pause' || action === 'resume' || action === 'stop' || label === 'Restart the connector';
  return whole ? `${label} ${visible(row.name)}` : `${label} of ${visible(row.name)}`;
}

/** "Pause 12 connectors"; also the button that confirms it. */
export function bulkLabel(action: BulkAction, count: number): string {
  const of = plural(count, 'connector');
  switch (action) {
    case 'restart_failed':
      return `Restart what has failed of ${of}`;
    case 'restart_all':
      return count === 1 ? 'Restart 1 connector and its tasks' : `Restart ${of} and all their tasks`;
    case 'pause':
      return `Pause ${of}`;
    case 'resume':
      return `Resume ${of}`;
    case 'stop':
      return `Stop ${of}`;
    case 'delete':
      return `Delete ${of}`;
  }
}
