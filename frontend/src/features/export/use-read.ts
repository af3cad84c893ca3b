import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ExportRead, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';

interface Read {
  readonly read: ExportRead | undefined;
  /** How many connectors were read or refused so far. */
  readonly done: number;
  readonly problem: Problem | null;
  readonly again: () => void;
}

/** Reads several connectors for an export. Closing the dialog cancels it; Go then forgets what it has read. */
export function useRead(profile: string, names: readonly string[]): Read {
  const bridge = useBridge();
  const [done, setDone] = useState(0);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['export-many', profile, names],
    queryFn: ({ signal }) => {
      setDone(0);
      return bridge.exports.readMany(profile, [...names], () => setDone((before) => before + 1), signal);
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const id = data?.id;
  useEffect(() => {
    if (id === undefined) {
      return undefined;
    }
    return () => void bridge.exports.forgetRead(id).catch(() => undefined);
  }, [bridge, id]);
  return {
    // Go drops the last read when it begins the next one, so after a failure there is none.
    read: isFetching || error !== null ? undefined : data,
    done,
    problem: error === null || isFetching ? null : problemOf(error),
    again: () => void refetch(),
  };
}
