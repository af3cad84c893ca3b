import { queryOptions, useQuery } from '@tanstack/react-query';
import { useBridge } from '../bridge/context';
import type { ClusterState, ClusterSummary } from '../bridge/dto';
import type { Bridge } from '../bridge/types';

// Queries that several features use. Go polls and sends events; the page never polls: a query is fetched again only
// after an event (app/live.tsx).

export const sharedKeys = {
  clusters: () => ['clusters'] as const,
  cluster: (profile: string) => ['clusters', profile] as const,
  drafts: () => ['drafts'] as const,
  draftCount: () => ['drafts', 'count'] as const,
};

export const clustersQuery = (bridge: Bridge) =>
  queryOptions({ queryKey: sharedKeys.clusters(), queryFn: ({ signal }) => bridge.clusters.list(signal) });

export const clusterQuery = (bridge: Bridge, profile: string) =>
  queryOptions({
    queryKey: [...sharedKeys.cluster(profile), 'state'],
    queryFn: ({ signal }) => bridge.clusters.state(profile, signal),
  });

/** The sidebar's entries; loaded before the first drawing. */
export function useClusters(): readonly ClusterSummary[] {
  return useQuery(clustersQuery(useBridge())).data ?? [];
}

/** One entry, for tags and names; undefined if the profile was deleted. */
export function useCluster(profile: string): ClusterSummary | undefined {
  return useClusters().find((cluster) => cluster.id === profile);
}

/** The head of a cluster: phase, problem, steps, possible actions. */
export function useClusterState(profile: string): ClusterState | undefined {
  return useQuery(clusterQuery(useBridge(), profile)).data;
}
