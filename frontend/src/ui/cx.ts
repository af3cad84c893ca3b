/** Joins class names, ignoring empty ones. */
export function cx(...names: (string | false | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
