import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { KeySearch, Problem, SettingsRecord } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import type { Bridge } from '../../bridge/types';

// Not below the keys of the cluster: what a cluster is does not change with every poll.
const aboutKey = (profile: string) => ['about', profile] as const;

export const aboutQuery = (bridge: Bridge, profile: string) =>
  queryOptions({
    queryKey: aboutKey(profile),
    queryFn: ({ signal }) => bridge.clusters.about(profile, signal),
    staleTime: 0,
  });

export interface KeyFinding {
  /** Undefined until the settings were read and searched. */
  readonly found: (KeySearch & { readonly read: SettingsRecord }) | undefined;
  readonly reading: boolean;
  /** How much was read: "12 of 34". */
  readonly progress: string;
  readonly problem: Problem | null;
  readonly cancel: () => void;
  /** Goes on after a cancel or an error. */
  readonly go: () => void;
  /** Reads all settings again, though they are younger than a day. */
  readonly again: () => void;
}

/**
 * Where a key is among the settings of all plugins; nothing is read while it is empty. The settings are read when they
 * are first needed: Go answers at once if they were read within a day, and stores what it has if a read is cancelled.
 */
export function useKey(profile: string, key: string): KeyFinding {
  const bridge = useBridge();
  const client = useQueryClient();
  const [progress, setProgress] = useState('');
  const queryKey = ['about-key', profile, key] as const;
  const search = (again: boolean) =>
    queryOptions({
      queryKey,
      staleTime: 0,
      queryFn: async ({ signal }) => {
        const read = await bridge.clusters.readSettings(profile, again, (step) => setProgress(step.fact), signal);
        // The list of plugins shows how many settings each has.
        void client.invalidateQueries({ queryKey: aboutKey(profile) });
        return { ...(await bridge.clusters.findKey(profile, key, signal)), read };
      },
    });
  const query = useQuery({ ...search(false), enabled: key !== '' });
  return {
    found: key === '' ? undefined : query.data,
    reading: query.isFetching,
    progress,
    problem: query.error === null ? null : problemOf(query.error),
    cancel: () => void client.cancelQueries({ queryKey }),
    go: () => void query.refetch(),
    // A failure is the problem above.
    again: () => void client.query(search(true)).catch(() => undefined),
  };
}
