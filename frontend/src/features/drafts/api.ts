import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { Bridge } from '../../bridge/types';
import { sharedKeys } from '../../shell/queries';

export const draftsQuery = (bridge: Bridge) =>
  queryOptions({ queryKey: [...sharedKeys.drafts(), 'list'], queryFn: ({ signal }) => bridge.drafts.list(signal) });

/** Discards a draft, or forgets the stored config of a deleted connector. */
export function useDrop() {
  const bridge = useBridge();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, id }: { kind: 'draft' | 'deleted'; id: string }) =>
      kind === 'draft' ? bridge.drafts.discard(id) : bridge.drafts.forget(id),
    onSettled: () => client.invalidateQueries({ queryKey: sharedKeys.drafts() }),
  });
}

/** Opens a form: of a draft, or of a deleted config as a new draft. Nothing is sent. */
export function useOpenStored() {
  const bridge = useBridge();
  return useMutation({
    mutationFn: async ({ kind, id }: { kind: 'draft' | 'deleted'; id: string }) =>
      kind === 'draft' ? id : (await bridge.forms.startDeleted(id)).draft,
  });
}
