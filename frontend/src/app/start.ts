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
  /** The path to open if the address is empty. */
  readonly home: string;
}

/** Data never goes stale by itself: Go sends events. A failed read is shown and not retried automatically. */
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

/** Fills the caches from the boot response; the first drawing needs no other call. */
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

/** The last screen if its cluster still exists; else the open cluster, else the first one. */
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
