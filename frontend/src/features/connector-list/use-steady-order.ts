import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStable } from '../../ui/use-stable';
import { steady } from './order';

const restsAfter = 15_000;

/**
 * Whether somebody is at the list, so that its order must not change: a pointer over it, the focus in it, or the
 * cursor moved by keys a moment ago.
 */
export function useAtList() {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const [keys, setKeys] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const touch = useStable(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setKeys(false), restsAfter);
    setKeys(true);
  });
  return {
    atList: pointer || focus || keys,
    /** The cursor was moved. */
    touch,
    area: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      // The grid has the focus from the start; only what is inside it, or its cursor, says that somebody is there.
      onFocus: (event: FocusEvent<HTMLElement>) => setFocus(event.target.getAttribute('role') !== 'grid'),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) {
          setFocus(false);
        }
      },
    },
  };
}

/** The order to show: the right one, or while `held` the one that is on the screen. A new `basis` begins anew. */
export function useSteadyOrder(right: readonly string[], held: boolean, basis: string) {
  const [asked, setAsked] = useState(0);
  const wanted = `${asked} ${basis}`;
  const [shown, setShown] = useState({ basis: wanted, order: right });
  const now = useMemo(
    () => (held && shown.basis === wanted ? steady(shown.order, right) : { order: right, moved: false }),
    [held, shown, wanted, right],
  );
  if (now.order !== shown.order || wanted !== shown.basis) {
    setShown({ basis: wanted, order: now.order });
  }
  const sortAgain = useStable(() => setAsked(asked + 1));
  return { ...now, sortAgain };
}
