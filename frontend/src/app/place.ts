/** The profile of a path, if it has one. */
export function profileOf(path: string): string | undefined {
  const part = /^\/c\/([^/?]+)/.exec(path)?.[1];
  return part === undefined ? undefined : decodeURIComponent(part);
}
