import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { Bridge } from '../../bridge/types';

export const callKeys = {
  all: () => ['calls'] as const,
  page: (profile: string) => [...callKeys.all(), 'page', profile] as const,
  detail: (id: number) => [...callKeys.all(), 'detail', id] as const,
};

const limit = 2_000;

const pageQuery = (bridge: Bridge, profile: string) =>
  queryOptions({
    queryKey: callKeys.page(profile),
    queryFn: ({ signal }) => bridge.calls.page(profile, 0, limit, signal),
  });

/** The log, newest first; asked again when a call was made. */
export function useCalls(profile: string) {
  const bridge = useBridge();
  const client = useQueryClient();
  useBridgeEvent('calls', () => void client.invalidateQueries({ queryKey: callKeys.page(profile) }));
  return useQuery(pageQuery(bridge, profile));
}

export function useCall(id: number) {
  const bridge = useBridge();
  return useQuery({ queryKey: callKeys.detail(id), queryFn: ({ signal }) => bridge.calls.detail(id, signal) });
}

export function useClearCalls() {
  const bridge = useBridge();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => bridge.calls.clear(),
    onSettled: () => client.invalidateQueries({ queryKey: callKeys.all() }),
  });
}
