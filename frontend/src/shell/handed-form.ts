import type { FormView } from '../bridge/dto';

// Passes a form from the screen that opened it to the one that shows it, so that 400 settings cross the bridge once.
let handed: FormView | null = null;

export function handForm(view: FormView): void {
  handed = view;
}

/** The form, if it is the one that was passed. It can be taken once. */
export function takeForm(draft: string): FormView | null {
  const found = handed?.draft === draft ? handed : null;
  handed = null;
  return found;
}
