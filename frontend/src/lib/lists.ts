/** The items of a LIST as the worker splits it: at commas, spaces around them do not count. Line ends split, too. */
export function splitList(text: string): string[] {
  return text
    .split(/[,\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export function joinList(items: readonly string[]): string {
  return items.join(',');
}
