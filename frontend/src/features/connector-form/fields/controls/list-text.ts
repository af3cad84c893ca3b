// A LIST is one text to the worker, split at commas. The tokens are a view of that text: an item that is not touched
// keeps its own characters, spaces included.

/** The parts as they stand between the commas; joined with commas they are the text. */
export function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

export function textOf(parts: readonly string[]): string {
  return parts.join(',');
}

/** What a paste or a typed text adds: split at commas and line ends; spaces around an item are not meant. */
export function itemsIn(text: string): string[] {
  return text
    .split(/[,\n\r]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
