import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDialogs } from '../../../shell/dialogs';
import type { FormSession } from '../session/form-session';
import { nextProblem } from '../session/problem-list';
import type { RowView } from './use-rows';

/** A new object each time, so that the same key can be gone to twice. */
export interface Target {
  readonly key: string;
}

export interface FormMoves {
  /** Where the list goes next. */
  readonly target: Target | null;
  readonly jump: (key: string) => void;
  readonly next: (step: 1 | -1) => void;
  /** The key whose documentation stays; empty: that of the field in focus. */
  readonly pinned: string;
  readonly pin: () => void;
  readonly link: (address: string) => void;
}

/** Going about in a form: to a field, to the next problem, to an address in the documentation. */
export function useFormMoves(session: FormSession, rows: RowView, at: string | undefined): FormMoves {
  const dialogs = useDialogs();
  const [pinned, setPinned] = useState('');
  const [target, setTarget] = useState<Target | null>(null);
  const jump = useSteady((key: string) => {
    if (rows.uncover(key)) {
      setTarget({ key });
    }
  });
  const begin = useEffectEvent(() => {
    const key = at ?? firstKey(session);
    if (key !== undefined) {
      jump(key);
    }
  });
  useEffect(() => begin(), []);
  return {
    target,
    jump,
    next: (step) => {
      const found = nextProblem(session.state.problems, session.docKey, step);
      if (found !== undefined) {
        jump(found.key);
      }
    },
    pinned,
    pin: () => setPinned(pinned === '' ? session.docKey : ''),
    link: useCallback((address: string) => dialogs.show('link', { address }), [dialogs]),
  };
}

/** Where a form begins: where one was before; a new one in the first field that is needed. */
function firstKey(session: FormSession): string | undefined {
  if (session.docKey !== '') {
    return session.docKey;
  }
  if (session.view.mode !== 'create') {
    return undefined;
  }
  const needed = session.view.groups
    .flatMap((group) => group.keys)
    .find((key) => session.fields.get(key)?.required === true && !session.isSet(key));
  return needed ?? session.view.groups[0]?.keys[0];
}

/** A callback that stays the same, so that rows are not drawn again for it, and always acts on the newest picture. */
function useSteady<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
