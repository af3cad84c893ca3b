import type { DiffLine } from '../../bridge/dto';

/** A part of a value; changed parts are marked. */
export interface Word {
  readonly text: string;
  readonly changed: boolean;
}

/** One side of a line. `key` is empty on the further lines of a list. */
export interface Side {
  readonly number: number | null;
  readonly key: string;
  readonly words: readonly Word[];
  readonly last: boolean;
}

export interface DiffRow {
  readonly kind: 'line';
  readonly id: string;
  readonly of: string;
  readonly change: DiffLine['kind'];
  readonly before: Side | null;
  readonly after: Side | null;
  readonly note: string;
  /** The first row of a change: where "next change" stops. */
  readonly stop: boolean;
}

export interface FoldRow {
  readonly kind: 'fold';
  readonly id: string;
  readonly count: number;
}

export type DiffItem = DiffRow | FoldRow;

/** Unchanged lines that stay in sight beside a change, on either side of it. */
const context = 2;
/** A fold must hide more than its own line. */
const least = 3;

/** The lines of a diff in keys' order; runs of unchanged settings are folded, except those that were opened. */
export function diffRows(lines: readonly DiffLine[], opened: ReadonlySet<string>): DiffItem[] {
  const rows: DiffItem[] = [];
  let before = 0;
  let after = 0;
  const draw = (line: DiffLine) => {
    before += line.kind === 'added' ? 0 : 1;
    after += line.kind === 'removed' ? 0 : 1;
    rows.push(...lineRows(line, before, after));
  };
  for (const run of runsOf(lines)) {
    const id = `fold ${run.fold[0]?.key ?? ''}`;
    for (const line of run.head) {
      draw(line);
    }
    if (run.fold.length > 0 && !opened.has(id)) {
      rows.push({ kind: 'fold', id, count: run.fold.length });
      before += run.fold.length;
      after += run.fold.length;
    } else {
      for (const line of run.fold) {
        draw(line);
      }
    }
  }
  return rows;
}

interface Run {
  readonly head: readonly DiffLine[];
  readonly fold: readonly DiffLine[];
}

/** Cuts the lines into what is shown and what can be folded behind it. */
function runsOf(lines: readonly DiffLine[]): Run[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some((line) => line.kind !== 'same'),
  );
  const runs: Run[] = [];
  let head: DiffLine[] = [];
  let at = 0;
  while (at < lines.length) {
    let end = at;
    while (end < lines.length && near[end] === false) {
      end += 1;
    }
    if (end - at >= least) {
      runs.push({ head, fold: lines.slice(at, end) });
      head = [];
      at = end;
    } else {
      const shown = Math.max(end, at + 1);
      head = [...head, ...lines.slice(at, shown)];
      at = shown;
    }
  }
  return [...runs, { head, fold: [] }];
}

function lineRows(line: DiffLine, before: number, after: number): DiffRow[] {
  const left = line.kind !== 'added';
  const right = line.kind !== 'removed';
  const [was, is] = line.list && line.kind !== 'same' ? itemWords(line) : textWords(line, left && right);
  const many = Math.max(left ? was.length : 0, right ? is.length : 0, 1);
  return Array.from({ length: many }, (_, at) => ({
    kind: 'line' as const,
    id: `${line.key} ${String(at)}`,
    of: line.key,
    change: line.kind,
    before: left ? side(line.key, was, at, before) : null,
    after: right ? side(line.key, is, at, after) : null,
    note: line.note,
    stop: at === 0 && line.kind !== 'same',
  }));
}

function side(key: string, parts: readonly (readonly Word[])[], at: number, number: number): Side | null {
  if (at > 0 && at >= parts.length) {
    return null;
  }
  return {
    number: at === 0 ? number : null,
    key: at === 0 ? key : '',
    words: parts[at] ?? [],
    last: at >= parts.length - 1,
  };
}

function textWords(line: DiffLine, both: boolean): [Word[][], Word[][]] {
  if (!both || line.before === line.after) {
    const plain = (text: string): Word[][] => (text === '' ? [[]] : [[{ text, changed: false }]]);
    return [plain(line.before), plain(line.after)];
  }
  const [was, is] = changedWords(line.before, line.after);
  return [[was], [is]];
}

/** What two texts have in common at both ends stays plain; the rest is marked. */
export function changedWords(before: string, after: string): [Word[], Word[]] {
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && before[head] === after[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < limit - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  // A mark on half a number or half a word says less than one on all of it.
  while (head > 0 && isWord(before[head - 1])) {
    head -= 1;
  }
  while (tail > 0 && isWord(before[before.length - tail])) {
    tail -= 1;
  }
  const cut = (text: string): Word[] =>
    [
      { text: text.slice(0, head), changed: false },
      { text: text.slice(head, text.length - tail), changed: true },
      { text: text.slice(text.length - tail), changed: false },
    ].filter((word) => word.text !== '');
  return [cut(before), cut(after)];
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}

/** A list is compared item by item: an item that the other side lacks is marked, wherever it stands. */
function itemWords(line: DiffLine): [Word[][], Word[][]] {
  const marked = (items: readonly string[], others: readonly string[]): Word[][] => {
    const left = [...others];
    return items.map((text) => {
      const at = left.indexOf(text);
      if (at >= 0) {
        left.splice(at, 1);
      }
      return text === '' ? [] : [{ text, changed: at < 0 && line.kind !== 'added' && line.kind !== 'removed' }];
    });
  };
  return [marked(line.items, line.items2), marked(line.items2, line.items)];
}
