import type { Activity, Row } from '../../bridge/dto';

const quiet: Activity = { kind: '', action: '', text: '', at: 0, nextTryAt: 0, try: 0, tries: 0 };

/** A running sink, with the changes of a test. */
export function row(change: Partial<Omit<Row, 'activity'>> & { activity?: Partial<Activity> } = {}): Row {
  const { activity, ...rest } = change;
  return {
    name: 'orders-sink',
    verdict: 'running',
    place: change.verdict ?? 'running',
    type: 'sink',
    class: 'org.example.OrdersSinkConnector',
    running: 1,
    failed: 0,
    paused: 0,
    total: 1,
    topicCount: 1,
    topics: 'orders',
    worker: 'connect-1:8083',
    workers: 'connect-1:8083',
    since: 1_763_640_000_000,
    before: false,
    causeClass: '',
    causeText: '',
    parent: '',
    uses: 0,
    note: '',
    activity: { ...quiet, ...activity },
    ...rest,
  };
}
