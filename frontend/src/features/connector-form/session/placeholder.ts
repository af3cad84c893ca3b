export interface ValuePiece {
  readonly at: number;
  readonly text: string;
  readonly placeholder: boolean;
}

// The worker's own pattern: provider, optional path, key, at least one colon.
const pattern = /\$\{[^}]*:[^}]*\}/g;

export function holdsPlaceholder(text: string): boolean {
  return text.search(pattern) >= 0;
}

/** Whether nothing of a text is literal, so that there is nothing to hide in it. */
export function onlyPlaceholders(text: string): boolean {
  return text !== '' && piecesOf(text).every((piece) => piece.placeholder);
}

/** A text cut into what the worker fills in and what is literal. The pieces joined are the text. */
export function piecesOf(text: string): ValuePiece[] {
  const pieces: ValuePiece[] = [];
  let at = 0;
  const add = (part: string, placeholder: boolean) => {
    if (part !== '') {
      pieces.push({ at, text: part, placeholder });
      at += part.length;
    }
  };
  for (const found of text.matchAll(pattern)) {
    add(text.slice(at, found.index), false);
    add(found[0], true);
  }
  add(text.slice(at), false);
  return pieces;
}
