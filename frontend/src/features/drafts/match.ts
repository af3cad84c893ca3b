export interface Named {
  readonly name: string;
  readonly class: string;
}

/** Whether an entry has all words of a filter: in its name, its cluster's name, or as class:Postgres in its class. */
export function matchesFilter(entry: Named, cluster: string, filter: string): boolean {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) =>
      word.startsWith('class:')
        ? entry.class.toLowerCase().includes(word.slice('class:'.length))
        : entry.name.toLowerCase().includes(word) || cluster.toLowerCase().includes(word),
    );
}
