const order = [
  'failed',
  'degraded',
  'unassigned',
  'no_tasks',
  'restarting',
  'unknown',
  'paused',
  'stopped',
  'running',
  '',
];

/** The place of a verdict: 0 is the worst. A verdict that is not known here stands with "unknown". */
export function severity(verdict: string): number {
  const place = order.indexOf(verdict);
  return place < 0 ? order.indexOf('unknown') : place;
}

/** Names as people order them: "task-2" before "task-10", letters of either case together; total, so that it is stable. */
export function byName(a: string, b: string): number {
  return names.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of the list: worst place first, then by name. */
export function worstFirst(a: { place: string; name: string }, b: { place: string; name: string }): number {
  return severity(a.place) - severity(b.place) || byName(a.name, b.name);
}
