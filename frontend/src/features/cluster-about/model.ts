import type { ClusterAbout, PluginAbout, PluginKind } from '../../bridge/dto';
import { counted, plural } from '../../lib/plural';

export const kindTitles: Readonly<Record<PluginKind, string>> = {
  source: 'Sources',
  sink: 'Sinks',
  connector: 'Connectors',
  transformation: 'Transforms',
  predicate: 'Predicates',
  converter: 'Converters',
  header_converter: 'Header converters',
};

export interface KindGroup {
  readonly kind: PluginKind;
  readonly plugins: readonly PluginAbout[];
}

/** Plugins whose class contains every word of the search, in groups by kind, without empty groups. */
export function grouped(plugins: readonly PluginAbout[], search: string, only: PluginKind | 'all'): KindGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = plugins.filter((plugin) => {
    const text = plugin.class.toLowerCase();
    return (only === 'all' || plugin.kind === only) && words.every((word) => text.includes(word));
  });
  return (Object.keys(kindTitles) as PluginKind[])
    .map((kind) => ({ kind, plugins: fitting.filter((plugin) => plugin.kind === kind) }))
    .filter((group) => group.plugins.length > 0);
}

/** A key of a config has no spaces; shorter texts are only the start of one. */
export function mayBeKey(search: string): boolean {
  return search.length >= 3 && !/\s/.test(search);
}

/** Connectors and tasks of all workers. */
export function totals(about: ClusterAbout): { connectors: number; tasks: number } {
  return about.workers.reduce(
    (sum, load) => ({ connectors: sum.connectors + load.connectors, tasks: sum.tasks + load.tasks }),
    { connectors: 0, tasks: 0 },
  );
}

/** For a ticket: versions and counts, no name of a worker or a connector. */
export function asText(about: ClusterAbout): string {
  const { connectors, tasks } = totals(about);
  return [
    `Kafka Connect ${about.version}, commit ${about.commit}`,
    `${plural(about.workers.length, 'worker')}, ${plural(connectors, 'connector')}, ${plural(tasks, 'task')}`,
    ...grouped(about.plugins, '', 'all').flatMap(({ kind, plugins }) => [
      '',
      `${kindTitles[kind]} (${counted(plugins.length)})`,
      ...plugins.map((plugin) => `${plugin.class} ${plugin.version === '' ? 'without a version' : plugin.version}`),
    ]),
    '',
  ].join('\n');
}
