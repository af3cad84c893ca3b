import type { ReactNode } from 'react';
import { later } from './later';

export interface DialogProps {
  title: string;
  /** Grey words and tags beside the title. */
  meta?: ReactNode;
  width: number;
  /** Fixed height for a dialog that must not jump; without it, as high as its content. */
  height?: number;
  onClose: () => void;
  /** A fact about safety, at the left of the foot. */
  fact?: ReactNode;
  /** Buttons, the primary last. */
  actions: ReactNode;
  padded?: boolean;
  children: ReactNode;
}

/**
 * A dialog: 44 px head, 52 px foot, as wide as `width` or the window less 48 px. Esc and the cross close it; a press
 * beside it does not, because what is typed would be lost. Keys of the page below are silent while it is open.
 */
export const Dialog = later<DialogProps>(async () => (await import('./dialog-window')).DialogWindow);
