import type { DialogProps } from './dialog-window';
import { later } from './later';

/**
 * A dialog: 44 px head, 52 px foot, as wide as `width` or the window less 48 px. Esc and the cross close it; a press
 * beside it does not, because what is typed would be lost. Keys of the page below are silent while it is open.
 */
export const Dialog = later<DialogProps>(async () => (await import('./dialog-window')).DialogWindow);
