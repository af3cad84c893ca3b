import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../../bridge/context';
import type { ConflictChoice, Review } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import { useNavigation } from '../../../shell/navigation';
import { paths } from '../../../shell/paths';
import type { FormSession } from '../session/form-session';
import { type Sending, useSending } from '../session/use-sending';

export type Choices = Record<string, Exclude<ConflictChoice, ''>>;

export interface Reviewing {
  readonly data: Review | undefined;
  readonly pending: boolean;
  readonly problem: { text: string; worker: string } | null;
  readonly again: () => void;
  readonly resolve: (choices: Choices) => Promise<void>;
  readonly save: () => Promise<void>;
  readonly sending: Sending;
  readonly restart: boolean;
  readonly setRestart: (restart: boolean) => void;
}

/** The stored config is read when the page opens, and again when a save is stopped by what changed there. */
export function useReview(session: FormSession): Reviewing {
  const bridge = useBridge();
  const client = useQueryClient();
  const navigation = useNavigation();
  const sending = useSending();
  const [restart, setRestart] = useState(false);
  const key = ['review', session.draft];
  const review = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      await session.flush();
      return bridge.forms.review(session.draft, signal);
    },
    gcTime: 0,
  });
  const data = review.data;
  // One after the other, because each answer is about all conflicts and the last one counts.
  const resolve = useMutation({
    mutationFn: async (choices: Choices) => {
      client.setQueryData<Review>(key, await bridge.forms.resolve(session.draft, choices));
      session.takeView(await bridge.forms.view(session.draft), true);
    },
    scope: { id: `resolve ${session.draft}` },
  });
  const write = (shown: Review) => (signal: AbortSignal) =>
    shown.gone
      ? bridge.forms.create(session.draft, 'RUNNING', signal)
      : bridge.forms.save(session.draft, shown.offerTask && restart, signal);
  return {
    data,
    pending: review.isPending,
    problem: review.isError ? problemOf(review.error) : null,
    again: () => void review.refetch(),
    resolve: async (choices) => {
      sending.clear();
      await resolve.mutateAsync(choices);
    },
    save: async () => {
      if (data === undefined || data.same || sending.busy) {
        return;
      }
      const result = await sending.send(write(data));
      if (result === null) {
        // Whatever stopped it may have changed what there is to compare.
        await review.refetch();
      } else {
        navigation.go(paths.created(session.view.profile, result.name), { replace: true });
      }
    },
    sending,
    restart,
    setRestart,
  };
}
