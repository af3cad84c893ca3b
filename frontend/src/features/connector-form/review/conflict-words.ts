import type { ConflictView } from '../../../bridge/dto';

/** A sentence in parts; `value` parts are texts of a config. */
export interface Part {
  readonly text: string;
  readonly value?: boolean;
}

const value = (text: string): Part => ({ text: text === '' ? 'empty text' : text, value: true });
const words = (text: string): Part => ({ text });

/** The three values of a key in conflict: when it was opened, on the worker now, in the draft. */
export function conflictWords(conflict: ConflictView): Part[] {
  return conflict.touched ? bothChanged(conflict) : theyChanged(conflict);
}

function bothChanged(c: ConflictView): Part[] {
  return [
    ...(c.inBase
      ? [words('was '), value(c.base), words(' when you opened it, ')]
      : [words('was not set when you opened it, ')]),
    ...(c.inThem ? [words('is now '), value(c.theirs), words(' on the worker, ')] : [words('is gone on the worker, ')]),
    ...(c.inMine ? [value(c.mine), words(' in your draft')] : [words('unset in your draft')]),
  ];
}

function theyChanged(c: ConflictView): Part[] {
  const kept = words('. You did not change it, so the worker’s value is used.');
  if (!c.inThem) {
    return [words('was removed on the worker'), kept];
  }
  return c.inBase
    ? [words('changed on the worker from '), value(c.base), words(' to '), value(c.theirs), kept]
    : [words('added on the worker with '), value(c.theirs), kept];
}

/** What a choice would keep, short enough for a button. */
export function choiceWords(text: string, there: boolean): string {
  if (!there) {
    return 'unset';
  }
  const shown = text === '' ? 'empty text' : text;
  return shown.length > 24 ? `${shown.slice(0, 23)}…` : shown;
}
