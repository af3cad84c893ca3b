import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ExportRequest } from '../../bridge/dto';
import type { Bridge } from '../../bridge/types';

/** What is shown is what is copied, so the text is printed again for every choice. */
export const exportQuery = (bridge: Bridge, request: ExportRequest) =>
  queryOptions({
    queryKey: ['export', request],
    queryFn: ({ signal }) => bridge.exports.print(request, signal),
    placeholderData: keepPreviousData,
    // The text may hold secrets: it is forgotten when the dialog closes.
    gcTime: 0,
    staleTime: 0,
  });
