/** The items of a LIST, split at commas as the worker does, with spaces trimmed. Line ends split, too. */
export function splitList(text: string): string[] {
  return text
    .split(/[,\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export function joinList(items: readonly string[]): string {
  return items.join(',');
}
