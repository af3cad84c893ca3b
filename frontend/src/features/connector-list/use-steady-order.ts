import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStable } from '../../ui/use-stable';
import { steady } from './order';

const restsAfter = 15_000;

/**
 * Whether the person is using the list, so that its order must not change: the pointer is over it, the focus is in it, or
 * a key has moved the cursor recently.
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
    /** Call when the cursor moves. */
    touch,
    area: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      // The grid has the focus from the start, so only a focus inside it, or a moved cursor, counts.
      onFocus: (event: FocusEvent<HTMLElement>) => setFocus(event.target.getAttribute('role') !== 'grid'),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) {
          setFocus(false);
        }
      },
    },
  };
}

/** The order to show: the sorted one or, while `held`, the one on the screen. A new `basis` starts over. */
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
