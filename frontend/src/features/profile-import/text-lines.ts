import type { ImportCluster, ImportMark } from '../../bridge/dto';

export type PieceKind = 'key' | 'value' | 'comment' | 'secret' | 'variable' | 'left_out';

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly kind: PieceKind;
}

export interface Line {
  readonly number: number;
  readonly pieces: readonly Piece[];
  /** The cluster that the line belongs to; 0: none. */
  readonly cluster: number;
  /** The first of the cluster's lines that stand together. */
  readonly first: boolean;
}

/** More lines would make the dialog slow; a file of that length says little to a reader. */
export const mostLines = 3_000;

/** The lines of a file, with what is marked in each and the cluster that it belongs to. */
export function linesOf(
  text: string,
  marks: readonly ImportMark[],
  clusters: readonly Pick<ImportCluster, 'number' | 'lines'>[],
): Line[] {
  const owner = ownersOf(clusters);
  const lines: Line[] = [];
  let at = 0;
  let mark = 0;
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    if (index === mostLines) {
      break;
    }
    const end = at + line.length;
    while (mark < marks.length && (marks[mark]?.to ?? 0) <= at) {
      mark += 1;
    }
    const pieces: Piece[] = [];
    let done = at;
    let struck = false;
    for (let next = mark; next < marks.length && (marks[next]?.from ?? 0) < end; next += 1) {
      const { from, to, kind } = marks[next] as ImportMark;
      const start = Math.max(from, at);
      const before = text.slice(done, start);
      if (struck && separator.test(before)) {
        push(pieces, done, before, 'left_out');
      } else {
        plain(before, done, done === at, pieces);
      }
      struck = kind === 'left_out';
      push(pieces, start, text.slice(start, Math.min(to, end)), kind);
      done = Math.min(to, end);
    }
    plain(text.slice(done, end), done, done === at, pieces);
    const cluster = owner.get(index + 1) ?? 0;
    lines.push({ number: index + 1, pieces, cluster, first: cluster !== 0 && lines.at(-1)?.cluster !== cluster });
    at = end + 1;
  }
  return lines;
}

/** The cluster of each line, also of the lines between two of the same cluster. */
function ownersOf(clusters: readonly Pick<ImportCluster, 'number' | 'lines'>[]): Map<number, number> {
  const owner = new Map<number, number>();
  for (const { number, lines } of clusters) {
    for (const line of lines) {
      owner.set(line, owner.get(line) ?? number);
    }
  }
  for (const { number, lines } of clusters) {
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1];
      // A setting in between was left out; a longer gap is another part of the file.
      for (let between = line + 1; next !== undefined && next - line <= 4 && between < next; between += 1) {
        owner.set(between, owner.get(between) ?? number);
      }
    }
  }
  return owner;
}

/** Between a key and its value; it is left out with them. */
const separator = /^["']?\s*[:=]\s*["']?$/;
const comment = /^\s*(#|\/\/|--)/;
const setting = /^(\s*(?:- |export )*["']?[\w.$-]+["']?\s*)([:=])/;

/** A text without marks: a comment, or a key and its value. Only the start of a line has a key. */
function plain(text: string, at: number, starts: boolean, into: Piece[]) {
  if (starts && comment.test(text)) {
    push(into, at, text, 'comment');
    return;
  }
  const key = starts ? (setting.exec(text)?.[1] ?? '') : '';
  push(into, at, key, 'key');
  push(into, at + key.length, text.slice(key.length), 'value');
}

function push(into: Piece[], at: number, text: string, kind: PieceKind) {
  if (text !== '') {
    into.push({ at, text, kind });
  }
}
