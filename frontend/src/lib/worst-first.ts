const order = [
  'failed',
  'degraded',
  'unassigned',
  'no_tasks',
  'restarting',
  'unknown',
  'waiting',
  'paused',
  'stopped',
  'running',
  '',
];

/** The rank of a verdict: 0 is the worst. An unlisted verdict ranks with "unknown". */
export function severity(verdict: string): number {
  const place = order.indexOf(verdict);
  return place < 0 ? order.indexOf('unknown') : place;
}

/** Natural order of names: "task-2" before "task-10", ignoring case. A total order, so that sorting is stable. */
export function byName(a: string, b: string): number {
  return names.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of the list: worst verdict first, then by name. */
export function worstFirst(a: { place: string; name: string }, b: { place: string; name: string }): number {
  return severity(a.place) - severity(b.place) || byName(a.name, b.name);
}
