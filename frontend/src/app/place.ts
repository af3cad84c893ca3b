/** The profile of a path, where it has one. */
export function profileOf(path: string): string | undefined {
  const part = /^\/c\/([^/?]+)/.exec(path)?.[1];
  return part === undefined ? undefined : decodeURIComponent(part);
}
