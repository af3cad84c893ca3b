import type { BulkAction, BulkLine, BulkState } from '../../bridge/dto';

export type Outcome = 'done' | 'failed' | 'waiting' | 'working' | 'queued' | 'canceled';

export interface OutcomeCount {
  readonly outcome: Outcome;
  readonly count: number;
  /** "6 restarted", "1 failed again". */
  readonly words: string;
}

const outcomes: Readonly<Record<BulkLine['state'], Outcome>> = {
  done: 'done',
  failed_again: 'failed',
  refused: 'failed',
  waiting: 'waiting',
  sending: 'working',
  settling: 'working',
  queued: 'queued',
  canceled: 'canceled',
};

export function outcomeOf(line: BulkLine): Outcome {
  return outcomes[line.state];
}

const doneWords: Readonly<Record<BulkAction, string>> = {
  // Not "running again": one that was paused is paused again, and a resumed one can have failed.
  restart_failed: 'restarted',
  restart_all: 'restarted',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  delete: 'deleted',
};

const workingWords: Readonly<Record<BulkAction, string>> = {
  restart_failed: 'restarting',
  restart_all: 'restarting',
  pause: 'pausing',
  resume: 'resuming',
  stop: 'stopping',
  delete: 'deleting',
};

/** The outcomes that occur, in words, in the order of the bar. */
export function outcomeCounts(run: Pick<BulkState, 'action' | 'lines'>): OutcomeCount[] {
  const of = (...states: BulkLine['state'][]) => run.lines.filter((line) => states.includes(line.state)).length;
  const again = of('failed_again');
  const refused = of('refused');
  const failedWords = [
    ...(again > 0 ? [`${again} failed again`] : []),
    ...(refused > 0 ? [`${refused} not done`] : []),
  ];
  const counts: OutcomeCount[] = [
    { outcome: 'done', count: of('done'), words: `${of('done')} ${doneWords[run.action]}` },
    { outcome: 'failed', count: again + refused, words: failedWords.join(', ') },
    {
      outcome: 'waiting',
      count: of('waiting'),
      words: `${of('waiting')} ${of('waiting') === 1 ? 'waits' : 'wait'} for a rebalance`,
    },
    {
      outcome: 'working',
      count: of('sending', 'settling'),
      words: `${of('sending', 'settling')} ${workingWords[run.action]}`,
    },
    { outcome: 'queued', count: of('queued'), words: `${of('queued')} queued` },
    { outcome: 'canceled', count: of('canceled'), words: `${of('canceled')} cancelled` },
  ];
  return counts.filter(({ count }) => count > 0);
}

/** How many have ended, with any outcome. */
export function doneCount(run: Pick<BulkState, 'lines'>): number {
  return run.lines.filter((line) => ['done', 'failed', 'canceled'].includes(outcomeOf(line))).length;
}
