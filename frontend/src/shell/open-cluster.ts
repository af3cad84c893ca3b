import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useBridge } from '../bridge/context';
import type { ClusterState } from '../bridge/dto';
import { takeFirstOpen } from './first-list';
import { clusterQuery, useClusterState } from './queries';

/**
 * Makes the cluster of this screen the one that is polled first, with its configs, and returns its head. Used by every
 * screen that shows polled data, because the app may start on any of them.
 */
export function useOpenCluster(profile: string): ClusterState | undefined {
  const bridge = useBridge();
  const client = useQueryClient();
  useEffect(() => {
    if (takeFirstOpen(bridge, profile)) {
      return;
    }
    const { queryKey } = clusterQuery(bridge, profile);
    const before = client.getQueryState(queryKey);
    bridge.clusters.open(profile).then(
      (opened) => {
        const now = client.getQueryState(queryKey);
        // A late response must not replace a newer state or one that is being fetched.
        if (now?.dataUpdateCount === before?.dataUpdateCount && now?.isInvalidated !== true) {
          client.setQueryData(queryKey, opened);
        }
      },
      () => undefined,
    );
  }, [bridge, client, profile]);
  return useClusterState(profile);
}
