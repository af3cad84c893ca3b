import type { ConnectorDetail } from '../../bridge/dto';

/** One line about an action: its progress or its result. */
interface Notice {
  /** Changes with every new text to read. */
  readonly id: string;
  /** sending: can be cancelled; under: is being followed; done and refused: have ended. */
  readonly kind: 'sending' | 'under' | 'done' | 'refused';
  readonly tone: 'blue' | 'green' | 'amber' | 'red' | 'grey';
  readonly sign: 'spinner' | 'clock' | 'tick' | 'warning' | 'cross';
  readonly text: string;
  readonly at: number;
  /** 0: no retry is planned. */
  readonly nextTryAt: number;
  /** "2 of 5" */
  readonly tries: string;
  /** A success is dismissed after a while. */
  readonly fades: boolean;
}

/** The line about the action on a connector; null: none. `label` is an action that was chosen here and has not started yet. */
export function activityOf(detail: ConnectorDetail, label: string): Notice | null {
  const { activity } = detail.row;
  const { follow } = detail;
  const base = {
    id: `${activity.kind} ${String(activity.at)} ${activity.text}`,
    text: activity.text,
    at: activity.at,
    nextTryAt: 0,
    tries: '',
    fades: false,
  };
  switch (activity.kind) {
    case 'queued':
      return { ...base, kind: 'under', tone: 'grey', sign: 'clock', text: activity.text || 'Queued' };
    case 'sending':
      return { ...base, kind: 'sending', tone: 'blue', sign: 'spinner' };
    case 'waiting':
      return {
        ...base,
        kind: 'sending',
        tone: 'amber',
        sign: 'clock',
        nextTryAt: activity.nextTryAt,
        tries: `${String(activity.try)} of ${String(activity.tries)}`,
      };
    case 'settling':
      return { ...base, kind: 'under', tone: 'blue', sign: 'spinner' };
    case 'settled':
      return { ...base, kind: 'under', tone: 'green', sign: 'tick' };
    case 'failed_again':
      return detail.row.verdict === 'running'
        ? null
        : { ...base, kind: 'done', tone: 'red', sign: 'cross', at: 0, text: withoutCause(activity.text, detail) };
    case 'failed':
      return { ...base, kind: 'refused', tone: 'red', sign: 'cross' };
    case 'canceled':
      return { ...base, kind: 'done', tone: 'grey', sign: 'warning' };
    case '':
      break;
  }
  if (label !== '') {
    const text = `Sending: ${label.replace(/…$/, '')}`;
    return { ...base, id: text, kind: 'sending', tone: 'blue', sign: 'spinner', text, at: 0 };
  }
  if (follow.text === '' || follow.state === '') {
    return null;
  }
  const followed = { ...base, id: `${follow.state} ${String(follow.since)}`, text: follow.text, at: follow.since };
  switch (follow.state) {
    case 'following':
      return { ...followed, kind: 'under', tone: 'blue', sign: 'spinner' };
    case 'settled':
      return { ...followed, kind: 'done', tone: 'green', sign: 'tick', fades: true };
    case 'failed':
      return detail.row.verdict === 'running'
        ? null
        : { ...followed, kind: 'done', tone: 'red', sign: 'cross', text: withoutCause(followed.text, detail) };
    case 'ended':
      return { ...followed, kind: 'done', tone: 'amber', sign: 'clock' };
    case 'stopped':
      return null;
  }
}

/** The list needs the cause in the line; on the page it stands right below. */
function withoutCause(text: string, detail: ConnectorDetail): string {
  const cause = detail.causes.find(
    ({ text: words }) => words !== '' && text.endsWith(`: ${words.split('\n', 1)[0] ?? ''}`),
  );
  return cause === undefined ? text : text.slice(0, text.length - (cause.text.split('\n', 1)[0] ?? '').length - 2);
}
