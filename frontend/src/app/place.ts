/** The profile of a path, where it has one. */
export function profileOf(path: string): string | undefined {
  const part = /^\/c\/([^/?]+)/.exec(path)?.[1];
  return part === undefined ? undefined : decodeURIComponent(part);
}

/** Whether a path is another one or lies below it: a tab of a connector is at the connector. */
export function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`) || path.startsWith(`${place}?`);
}
