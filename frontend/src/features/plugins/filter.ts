import type { PluginView } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { byName } from '../../lib/worst-first';

export type Side = 'source' | 'sink' | 'both';

/** Plugins of one side whose class or package holds every word of the search, by name. */
export function fitting(plugins: readonly PluginView[], side: Side, search: string): PluginView[] {
  const terms = search.toLowerCase().split(/\s+/).filter(Boolean);
  return plugins
    .filter((plugin) => side === 'both' || plugin.type === side || (plugin.type !== 'source' && plugin.type !== 'sink'))
    .filter((plugin) => {
      const text = `${plugin.class} ${plugin.short}`.toLowerCase();
      return terms.every((term) => text.includes(term));
    })
    .sort((a, b) => byName(a.short, b.short) || byName(a.class, b.class) || byName(b.version, a.version));
}

/** A row is a class in one version. */
export function rowId(plugin: Pick<PluginView, 'class' | 'version'>): string {
  return `${plugin.class}@${plugin.version}`;
}

/** "6 groups: Common, Server, Files. 9 settings without a group" */
export function groupWords(groups: readonly string[], ungrouped: number): string {
  const named = groups.filter((group) => group !== 'General' || ungrouped === 0);
  const list = named.length === 0 ? 'no groups' : named.join(', ');
  return ungrouped === 0 || named.length === 0 ? list : `${list}. ${plural(ungrouped, 'setting')} without a group`;
}

/** The text as a whole class name with its package, or nothing. */
export function classIn(text: string): string {
  const word = text.trim();
  return /^(?:[A-Za-z_$][\w$]*\.)+[A-Za-z_$][\w$]*$/.test(word) ? word : '';
}
