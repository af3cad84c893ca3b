import { headHeight } from './row-heights';

/** Room below a field for what may be said about it later, so that its message is seen without moving the field. */
const below = 48;

/** Scrolls a row in whole: below the head that sticks, with room for a message. A row that is in sight does not move. */
export function scrollIn(list: HTMLElement, row: { readonly start: number; readonly end: number }): void {
  const last = row.end + below - list.clientHeight;
  const first = row.start - headHeight;
  if (list.scrollTop < last || list.scrollTop > first) {
    list.scrollTop = Math.min(first, Math.max(last, Math.min(list.scrollTop, first)));
  }
}
