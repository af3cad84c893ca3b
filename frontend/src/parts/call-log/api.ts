import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { CallPage } from '../../bridge/dto';
import type { Bridge } from '../../bridge/types';

const callKeys = {
  all: () => ['calls'] as const,
  page: (profile: string) => [...callKeys.all(), 'page', profile] as const,
  detail: (id: number) => [...callKeys.all(), 'detail', id] as const,
};

const limit = 2_000;

/** Only what came since the last answer is asked for; the log can hold thousands, and each call asks again. */
const pageQuery = (bridge: Bridge, client: QueryClient, profile: string) =>
  queryOptions({
    queryKey: callKeys.page(profile),
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<CallPage>(callKeys.page(profile));
      const news = await bridge.calls.page(profile, known?.last ?? 0, limit, signal);
      return known === undefined ? news : joined(known, news);
    },
    // Calls made while no screen showed the log are read when one does again.
    staleTime: 0,
  });

/** The known calls behind the new ones. Ids have no gaps, so what the log has dropped is known by count. */
export function joined(known: CallPage, news: CallPage): CallPage {
  const dropped = news.last - news.stored;
  const old = known.calls.filter((call) => call.id > dropped);
  return { ...news, calls: [...news.calls, ...old].slice(0, limit) };
}

/** How many calls are recorded, and since when. */
export function useCallFacts(profile: string): CallPage | undefined {
  return useQuery(pageQuery(useBridge(), useQueryClient(), profile)).data;
}

/** The log, newest first; asked again when a call was made. */
export function useCalls(profile: string) {
  const bridge = useBridge();
  const client = useQueryClient();
  useBridgeEvent('calls', () => void client.invalidateQueries({ queryKey: callKeys.page(profile) }));
  return useQuery(pageQuery(bridge, client, profile));
}

export const callQuery = (bridge: Bridge, id: number) =>
  queryOptions({ queryKey: callKeys.detail(id), queryFn: ({ signal }) => bridge.calls.detail(id, signal) });

export function useClearCalls() {
  const bridge = useBridge();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => bridge.calls.clear(),
    onSettled: () => client.invalidateQueries({ queryKey: callKeys.all() }),
  });
}
