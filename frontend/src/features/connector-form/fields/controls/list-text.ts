// A LIST is one text to the worker, split at commas. The tokens are a view of that text: an item that is not touched
// keeps its own characters, spaces included.

/** The parts as they stand between the commas; joined with commas they are the text. */
export function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

export function textOf(parts: readonly string[]): string {
  return parts.join(',');
}
