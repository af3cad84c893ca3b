/** Characters that draw nothing: control and format characters, unassigned and private ones, every space but the common one. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const found = new RegExp(`(?<= ) |^ | $|(?! )${unseen.source}`, 'gu');

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A name with what cannot be seen in it written as an escape: two names that differ never look the same on account of
 * a line break, a zero-width character or a change of direction. Spaces count at the ends and behind another, where a
 * page drops them. For showing only.
 */
export function visible(name: string): string {
  return name.replace(found, (char) => short[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
