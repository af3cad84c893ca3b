import type { DialogProps } from './dialog-window';
import { later } from './later';

/**
 * A dialog: 44 px header, 52 px footer, as wide as `width` or the window minus 48 px. Esc and the cross close it; a
 * click outside does not, because typed text would be lost. Keys of the page below are blocked while it is open.
 */
export const Dialog = later<DialogProps>(async () => (await import('./dialog-window')).DialogWindow);
