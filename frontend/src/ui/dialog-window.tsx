import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { visible } from '../lib/visible';
import { IconButton } from './button';
import styles from './dialog.module.css';
import { KeyScope, useKeys } from './keys/keys-provider';

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

/** What `<Dialog>` of dialog.tsx draws. */
export function DialogWindow({
  title,
  meta,
  width,
  height,
  onClose,
  fact,
  actions,
  padded = true,
  children,
}: DialogProps) {
  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      padding={0}
      transitionProps={{ transition: 'fade-up', duration: 120 }}
      // Content would hand a className to the layer around it, too.
      classNames={{ content: styles.content }}
      styles={{ content: { width: `min(${width}px, calc(100% - 48px))`, ...(height === undefined ? {} : { height }) } }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <KeyScope barrier>
          <CloseOnEscape onClose={onClose} />
          <header className={styles.head}>
            <Modal.Title className={styles.title}>{visible(title)}</Modal.Title>
            <span className={styles.meta}>{meta}</span>
            <IconButton icon={IconX} label="Close" onClick={onClose} />
          </header>
          <div className={styles.body} data-padded={padded || undefined}>
            {children}
          </div>
          <footer className={styles.foot}>
            <span className={styles.fact}>{fact}</span>
            {actions}
          </footer>
        </KeyScope>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * By the keyboard layer, not by a listener of the library: that one closes the dialog before the layer hears the key,
 * which would then lead away from the page as well.
 */
function CloseOnEscape({ onClose }: { onClose: () => void }) {
  useKeys('Dialog', [
    {
      combo: 'Escape',
      run: (event) => {
        // An open list of a field is closed first.
        if (event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true') {
          return false;
        }
        onClose();
        return undefined;
      },
    },
  ]);
  return null;
}
