import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { KeySearch, Problem, SettingsRecord, Step } from '../../bridge/dto';
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
  /** "12 of 34", as far as it has come. */
  readonly progress: string;
  readonly problem: Problem | null;
  readonly cancel: () => void;
  /** Goes on after a cancel or an error. */
  readonly go: () => void;
  /** Reads all settings again, though they are younger than a day. */
  readonly again: () => void;
}

/**
 * Where a key is among the settings of all plugins; nothing is asked while it is empty. The settings are read on the
 * first need: Go answers at once where they were read within a day, and keeps what it has when a read is cancelled.
 */
export function useKey(profile: string, key: string): KeyFinding {
  const bridge = useBridge();
  const client = useQueryClient();
  const [progress, setProgress] = useState('');
  const onStep = (step: Step) => setProgress(step.fact);
  const queryKey = ['about-key', profile, key] as const;
  const query = useQuery({
    queryKey,
    enabled: key !== '',
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const read = await bridge.clusters.readSettings(profile, false, onStep, signal);
      // Their numbers stand in the list of plugins.
      void client.invalidateQueries({ queryKey: aboutKey(profile) });
      return { ...(await bridge.clusters.findKey(profile, key, signal)), read };
    },
  });
  const again = useMutation({
    mutationFn: () => bridge.clusters.readSettings(profile, true, onStep),
    onSuccess: () => client.invalidateQueries({ queryKey: ['about-key', profile] }),
  });
  const error = again.error ?? query.error;
  return {
    found: key === '' ? undefined : query.data,
    reading: query.isFetching || again.isPending,
    progress,
    problem: error === null ? null : problemOf(error),
    cancel: () => void client.cancelQueries({ queryKey }),
    go: () => void query.refetch(),
    again: () => again.mutate(),
  };
}
