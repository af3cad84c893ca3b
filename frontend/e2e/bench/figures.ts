import { appendFileSync } from 'node:fs';

/** Writes one figure beside its budget, as build/bench does. A missed budget is a figure, too, and no failure. */
export function figure(what: string, value: number, budget?: number, unit = 'ms'): void {
  const shown = `${unit === 'ms' ? value.toFixed(1) : String(value)} ${unit}`;
  const limit = budget === undefined ? '–' : `${String(budget)} ${unit}`;
  const verdict = budget === undefined ? '' : value <= budget ? 'held' : 'MISSED';
  const line = `${what.padEnd(60)} ${shown.padStart(14)}   budget ${limit.padEnd(24)} ${verdict}\n`;
  const file = process.env['SLUICEWAY_FIGURES'];
  if (file === undefined) {
    process.stdout.write(line);
  } else {
    appendFileSync(file, line);
  }
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
