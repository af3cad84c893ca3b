import { useEffect, useEffectEvent } from 'react';
import { useBridge } from '../../../bridge/context';
import type { StartState } from '../../../bridge/dto';
import { useDialogs } from '../../../shell/dialogs';
import { useNavigation } from '../../../shell/navigation';
import { paths } from '../../../shell/paths';
import type { FormSession } from './form-session';
import { firstBlocking } from './problem-list';
import { type Sending, useSending } from './use-sending';

export interface FormWrites {
  readonly sending: Sending;
  readonly create: (state: StartState) => Promise<void>;
  /** To the diff, where an edit is saved. */
  readonly review: () => Promise<void>;
  readonly exportDraft: () => Promise<void>;
  readonly leave: () => void;
}

/** What can be done with the draft. What is typed reaches Go first, whatever is done. */
export function useFormWrites(session: FormSession, jump: (key: string) => void): FormWrites {
  const bridge = useBridge();
  const { show } = useDialogs();
  const navigation = useNavigation();
  const sending = useSending();
  const { profile } = session.view;

  // What stopped a create is old news once something was changed because of it.
  const outdated = useEffectEvent(() => {
    if (sending.outcome?.landed === 'no') {
      sending.clear();
    }
  });
  useEffect(() => {
    let edits = session.edits;
    return session.subscribe(() => {
      if (session.edits !== edits) {
        edits = session.edits;
        outdated();
      }
    });
  }, [session]);

  return {
    sending,
    create: async (state) => {
      const result = await sending.send(async (signal) => {
        await session.flush();
        return bridge.forms.create(session.draft, state, signal);
      });
      if (result !== null) {
        navigation.go(paths.created(profile, result.name), { replace: true });
        return;
      }
      await session.refresh().catch(() => undefined); // the outcome is on the screen all the same
      const wrong = firstBlocking(session.state.problems);
      if (wrong !== undefined) {
        jump(wrong.key);
      }
    },
    review: async () => {
      await session.flush().catch(() => undefined); // a banner says what did not get through
      const wrong = session.state.problems.find((each) => each.severity === 'error' && each.source === 'local');
      if (wrong === undefined) {
        navigation.go(paths.review(session.draft));
      } else {
        jump(wrong.key);
      }
    },
    exportDraft: async () => {
      await session.flush().catch(() => undefined);
      show('export', { profile, draft: session.draft });
    },
    leave: () => {
      navigation.back();
    },
  };
}
