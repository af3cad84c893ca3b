/** A point in the start of the page, in Unix milliseconds. */
export interface Moment {
  readonly name: string;
  readonly at: number;
}

/** Records that the start has reached a point. */
export function reached(name: string): void {
  performance.mark(name);
}

/** All points so far, with the time at which the page was requested. */
export function moments(): Moment[] {
  const { timeOrigin } = performance;
  const marks = performance
    .getEntriesByType('mark')
    .map(({ name, startTime }) => ({ name, at: timeOrigin + startTime }));
  return [{ name: 'page asked for', at: timeOrigin }, ...marks];
}
