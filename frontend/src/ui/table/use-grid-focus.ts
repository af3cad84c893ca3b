import { type RefObject, useEffect } from 'react';

/**
 * A table whose keys work on the whole screen has the focus from the start, where nobody else has it. Nobody asked for
 * that focus, so no ring is drawn until it comes back from elsewhere.
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

/** The cursor is read aloud only where the grid has the focus; it is not taken from a field or a button elsewhere. */
export function takeFocus(grid: HTMLElement | null): void {
  const focused = document.activeElement;
  if (focused === null || focused === document.body || grid?.contains(focused) === true) {
    grid?.focus({ preventScroll: true });
  }
}
