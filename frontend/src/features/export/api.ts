import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { ExportManyRequest, ExportRequest } from '../../bridge/dto';
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

/** What an export of several connectors would write. */
export const previewQuery = (bridge: Bridge, request: ExportManyRequest | undefined) =>
  queryOptions({
    queryKey: ['export-preview', request],
    queryFn: request === undefined ? skipToken : ({ signal }) => bridge.exports.previewMany(request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
