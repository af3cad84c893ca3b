import type { ConfigGroup, ConfigRow } from './config-rows';

/** A line of the read view: the heading of a group, or one of its settings. */
export type ConfigLine =
  | { readonly kind: 'group'; readonly key: string; readonly group: ConfigGroup; readonly closed: boolean }
  | { readonly kind: 'row'; readonly key: string; readonly row: ConfigRow };

/** All lines from top to bottom; a folded group is its heading alone. */
export function configLines(groups: readonly ConfigGroup[], folded: readonly string[]): ConfigLine[] {
  return groups.flatMap((group): ConfigLine[] => {
    const closed = folded.includes(group.id);
    const heading = { kind: 'group', key: `group ${group.id}`, group, closed } as const;
    const rows = group.rows.map((row) => ({ kind: 'row', key: row.field.key, row }) as const);
    return closed ? [heading] : [heading, ...rows];
  });
}
