import { type RefObject, useEffect } from 'react';

/**
 * A table whose keys work on the whole screen takes the focus at the start, unless something else has it. The person did
 * not move the focus there, so no ring is drawn until the focus comes back from elsewhere.
 */
export function useGridFocus(grid: RefObject<HTMLDivElement | null>, onScreen: boolean): void {
  useEffect(() => {
    const free = document.activeElement === null || document.activeElement === document.body;
    const element = grid.current;
    if (onScreen && free && element !== null) {
      element.setAttribute('data-entered', '');
      element.focus({ preventScroll: true });
    }
  }, [grid, onScreen]);
}

/** For the grid's onBlur. */
export function leaveGrid(grid: HTMLElement): void {
  grid.removeAttribute('data-entered');
}

/** Screen readers follow the cursor only if the grid has the focus; never takes it from a field or a button elsewhere. */
export function takeFocus(grid: HTMLElement | null): void {
  const focused = document.activeElement;
  if (focused === null || focused === document.body || grid?.contains(focused) === true) {
    grid?.focus({ preventScroll: true });
  }
}
