/** All keys between two rows, inclusive, in the order of the rows. */
export function range(keys: readonly string[], from: string, to: string): string[] {
  const a = keys.indexOf(from);
  const b = keys.indexOf(to);
  return a < 0 || b < 0 ? (b < 0 ? [] : [to]) : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function toggled(selection: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selection);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}

/** The key `by` rows from the cursor, limited to the ends; the first row without a cursor. */
export function step(keys: readonly string[], cursor: string | null, by: number): string | undefined {
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  if (at < 0) {
    return keys[0];
  }
  return keys[Math.min(keys.length - 1, Math.max(0, at + by))];
}
