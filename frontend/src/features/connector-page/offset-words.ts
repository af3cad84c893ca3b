import type { OffsetsView } from '../../bridge/dto';
import { plural } from '../../lib/plural';

/** Why a text cannot be an offset; empty: it can. */
export function offsetProblem({ sink }: Pick<OffsetsView, 'sink'>, text: string): string {
  const value = text.trim();
  if (value === '') {
    return '';
  }
  if (sink) {
    return /^(0|[1-9][0-9]{0,18})$/.test(value) ? '' : 'Must be a whole number from 0.';
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? '' : 'Must be a JSON object.';
  } catch {
    return 'Must be a JSON object.';
  }
}

/** What a new offset means for the records. */
export function effectOf({ sink }: Pick<OffsetsView, 'sink'>, before: string, after: string): string {
  if (before === after) {
    return 'not changed';
  }
  if (after === '') {
    return 'The connector starts here as if it was new.';
  }
  if (!sink || !/^[0-9]+$/.test(before)) {
    return 'The connector reads again from this offset.';
  }
  const step = BigInt(after) - BigInt(before);
  return step < 0n ? `${plural(Number(-step), 'record')} read again` : `${plural(Number(step), 'record')} skipped`;
}
