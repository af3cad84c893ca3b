import { queryOptions, useQuery } from '@tanstack/react-query';
import { useBridge } from '../bridge/context';
import type { ClusterState, ClusterSummary } from '../bridge/dto';
import type { Bridge } from '../bridge/types';

// Server state that more than one feature shows. Go polls and pushes events, the page never does: a query is asked
// again only when an event says that it has news (app/live.tsx).

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

/** The sidebar's entries; there from the first picture on. */
export function useClusters(): readonly ClusterSummary[] {
  return useQuery(clustersQuery(useBridge())).data ?? [];
}

/** One entry, for tags and names; undefined when the profile is gone. */
export function useCluster(profile: string): ClusterSummary | undefined {
  return useClusters().find((cluster) => cluster.id === profile);
}

/** The head of a cluster: phase, problem, steps, what can be done. */
export function useClusterState(profile: string): ClusterState | undefined {
  return useQuery(clusterQuery(useBridge(), profile)).data;
}
