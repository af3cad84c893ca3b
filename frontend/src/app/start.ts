import { QueryClient } from '@tanstack/react-query';
import type { Boot, Problem } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import type { Bridge } from '../bridge/types';
import { paths } from '../shell/paths';
import { clusterQuery, sharedKeys } from '../shell/queries';
import { settingsKey } from '../shell/settings';
import type { Asked } from './ask-boot';

export interface Started {
  readonly bridge: Bridge;
  readonly client: QueryClient;
  readonly boot: Boot | null;
  /** Set when boot failed. */
  readonly problem: Problem | null;
  /** Where to begin when the address says nothing. */
  readonly home: string;
}

/** Nothing goes stale by itself: Go says when there is news. A failed read is shown, not repeated behind one's back. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Makes of boot's answer what the app begins with; the first picture asks nothing else. */
export async function start({ bridge, boot: asked, keep }: Asked): Promise<Started> {
  const client = makeQueryClient();
  try {
    const boot = await asked;
    keep(boot);
    client.setQueryData(settingsKey, boot.settings);
    client.setQueryData(sharedKeys.clusters(), boot.clusters);
    if (boot.opened) {
      client.setQueryData(clusterQuery(bridge, boot.open).queryKey, boot.state);
    }
    return { bridge, client, boot, problem: null, home: homeOf(boot) };
  } catch (reason) {
    return { bridge, client, boot: null, problem: problemOf(reason), home: paths.settings() };
  }
}

/** The last screen, where its cluster is still there; else the open cluster, else the first one. */
function homeOf(boot: Boot): string {
  const { lastRoute } = boot.settings;
  const profile = /^\/c\/([^/?]+)/.exec(lastRoute)?.[1];
  const known = (id: string) => boot.clusters.some((cluster) => cluster.id === id);
  if (lastRoute !== '' && (profile === undefined || known(decodeURIComponent(profile)))) {
    return lastRoute;
  }
  const open = known(boot.open) ? boot.open : boot.clusters[0]?.id;
  return open === undefined ? paths.settings() : paths.list(open);
}
