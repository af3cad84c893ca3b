import type { FormView } from '../bridge/dto';

// A form that one screen has opened and the next one shows: 400 settings cross the bridge once.
let handed: FormView | null = null;

export function handForm(view: FormView): void {
  handed = view;
}

/** The form, if it is the one that was handed over; it can be taken once. */
export function takeForm(draft: string): FormView | null {
  const found = handed?.draft === draft ? handed : null;
  handed = null;
  return found;
}
