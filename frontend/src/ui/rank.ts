/** How well an option matches the typed text: smaller is better, -1 is no match. */
function rank(option: string, typed: string): number {
  const text = option.toLowerCase();
  const at = text.lastIndexOf(typed);
  if (at < 0) {
    return -1;
  }
  // The short name of a class counts more than its package: "Json" means "…json.JsonConverter", not a class in a package json.
  const name = text.slice(text.lastIndexOf('.') + 1);
  const steps = [
    text === typed,
    name === typed,
    text.startsWith(typed),
    name.startsWith(typed),
    name.includes(typed),
    /[.$\-_/]/.test(text[at - 1] ?? ''),
  ];
  const found = steps.indexOf(true);
  return found < 0 ? steps.length : found;
}

/** The options that match the typed text, without duplicates, best first; equal ones keep their order. */
export function ranked(options: readonly string[], typed: string): string[] {
  const sought = typed.trim().toLowerCase();
  const each = [...new Set(options)];
  if (sought === '') {
    return each;
  }
  return each
    .map((option) => ({ option, at: rank(option, sought) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ option }) => option);
}
