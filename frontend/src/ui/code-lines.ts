export type SpanKind = 'variable' | 'placeholder' | 'secret' | 'clear' | 'key' | 'string' | 'number' | 'comment';

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: SpanKind;
}

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly kind?: SpanKind;
}

/**
 * The lines of a text, each split at the spans. Spans may overlap and have any order: where two overlap, the later one
 * in the list wins, so that a variable inside a string is visible. Joined with line feeds, the pieces are the text.
 */
export function linesOf(text: string, spans: readonly Span[]): Piece[][] {
  const kinds = spans.filter((span) => span.to > span.from);
  const cuts = [
    ...new Set([0, text.length, ...kinds.flatMap((span) => [clamp(span.from, text), clamp(span.to, text)])]),
  ];
  cuts.sort((a, b) => a - b);
  const lines: Piece[][] = [[]];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const from = cuts[i] ?? 0;
    const kind = kinds.findLast((span) => span.from <= from && from < span.to)?.kind;
    let at = from;
    for (const [index, part] of text
      .slice(from, cuts[i + 1])
      .split('\n')
      .entries()) {
      if (index > 0) {
        lines.push([]);
        at += 1;
      }
      if (part !== '') {
        lines.at(-1)?.push(kind === undefined ? { at, text: part } : { at, text: part, kind });
      }
      at += part.length;
    }
  }
  return lines;
}

function clamp(place: number, text: string): number {
  return Math.min(Math.max(0, place), text.length);
}
