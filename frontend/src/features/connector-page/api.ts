import { queryOptions, usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { ConnectorDetail, Row } from '../../bridge/dto';
import type { Bridge } from '../../bridge/types';
import { worstFirst } from '../../lib/worst-first';

export interface Place {
  readonly profile: string;
  readonly name: string;
}

// Not below sharedKeys.cluster(profile): a poll of the cluster reads the live view again, and for nothing that
// costs the worker a request.
const keys = {
  all: ({ profile, name }: Place) => ['connector', profile, name] as const,
  detail: (place: Place) => [...keys.all(place), 'detail'] as const,
  trace: (place: Place, task: number, seen: string) => [...keys.all(place), 'trace', task, seen] as const,
  config: (place: Place) => [...keys.all(place), 'config'] as const,
  topics: (place: Place) => [...keys.all(place), 'topics'] as const,
  metrics: (place: Place) => [...keys.all(place), 'metrics'] as const,
  offsets: (place: Place) => [...keys.all(place), 'offsets'] as const,
};

/** The live view of one connector; fetched again after an event of its cluster. */
export function useDetail(place: Place) {
  const bridge = useBridge();
  const client = useQueryClient();
  useBridgeEvent('cluster', ({ profile }) => {
    if (profile === place.profile) {
      void client.invalidateQueries({ queryKey: keys.detail(place) });
    }
  });
  const query = detailQuery(bridge, place);
  // Fetched during the first drawing, not after it: the response takes no longer than the drawing.
  usePrefetchQuery(query);
  return useQuery(query);
}

const detailQuery = (bridge: Bridge, place: Place) =>
  queryOptions({
    queryKey: keys.detail(place),
    queryFn: ({ signal }) => bridge.connectors.detail(place.profile, place.name, signal),
    refetchOnMount: 'always',
  });

/** Reads everything about the connector again, on request or after an action. */
export function useLookAgain(place: Place): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.detail(place) });
}

/** `seen` identifies a failure: a trace is fetched again only if it may have changed. */
export const traceQuery = (bridge: Bridge, place: Place, task: number, seen: string) =>
  queryOptions({
    queryKey: keys.trace(place, task, seen),
    queryFn: ({ signal }) => bridge.connectors.trace(place.profile, place.name, task, signal),
    gcTime: 30_000,
  });

export const configQuery = (bridge: Bridge, place: Place) =>
  queryOptions({
    queryKey: keys.config(place),
    queryFn: ({ signal }) => bridge.connectors.config(place.profile, place.name, signal),
    refetchOnMount: 'always',
  });

export const topicsQuery = (bridge: Bridge, place: Place) =>
  queryOptions({
    queryKey: keys.topics(place),
    queryFn: ({ signal }) => bridge.connectors.topics(place.profile, place.name, signal),
    refetchOnMount: 'always',
  });

export const offsetsQuery = (bridge: Bridge, place: Place) =>
  queryOptions({
    queryKey: keys.offsets(place),
    queryFn: ({ signal }) => bridge.connectors.offsets(place.profile, place.name, signal),
    refetchOnMount: 'always',
  });

/** The figures of a connector; read again after each poll of its cluster while they are shown. */
export function useMetrics(place: Place, gone: boolean) {
  const bridge = useBridge();
  const client = useQueryClient();
  useBridgeEvent('cluster', ({ profile }) => {
    if (profile === place.profile) {
      void client.invalidateQueries({ queryKey: keys.metrics(place) });
    }
  });
  return useQuery({
    queryKey: keys.metrics(place),
    queryFn: ({ signal }) => bridge.connectors.metrics(place.profile, place.name, signal),
    refetchOnMount: 'always',
    enabled: !gone,
  });
}

/** Changes when the trace of a task may have changed. */
export function seenOf(detail: ConnectorDetail, task: number): string {
  const found = detail.tasks.find((one) => one.id === task);
  return found === undefined
    ? `${String(detail.row.since)} ${detail.row.causeText}`
    : `${String(found.since)} ${found.causeClass} ${found.causeText}`;
}

const pageSize = 500;

/** The names of what is failing on a cluster, worst first as in the list. Read only when a person goes there. */
export async function failingNames(bridge: Bridge, profile: string): Promise<string[]> {
  const rows = new Map<string, Row>();
  for (let since = 0, more = true; more; ) {
    const page = await bridge.clusters.rows(profile, since, pageSize);
    for (const row of page.rows) {
      rows.set(row.name, row);
    }
    since = page.next;
    more = page.more;
  }
  return [...rows.values()]
    .filter((row) => row.place === 'failed' || row.place === 'degraded')
    .sort(worstFirst)
    .map((row) => row.name);
}
