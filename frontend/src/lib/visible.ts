/** Invisible characters: control and format characters, unassigned and private ones, all spaces except U+0020. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const found = new RegExp(`(?<= ) |^ | $|(?! )${unseen.source}`, 'gu');

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A name with its invisible characters escaped, so that different names never look the same because of a line break, a
 * zero-width character or a change of direction. Spaces are escaped at the ends and after another space, where a page
 * drops them. For display only.
 */
export function visible(name: string): string {
  return name.replace(found, (char) => short[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
