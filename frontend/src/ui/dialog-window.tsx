import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { visible } from '../lib/visible';
import { IconButton } from './button';
import styles from './dialog.module.css';
import { usePlace } from './keys/commands';
import { KeyScope } from './keys/keys-provider';
import { kitCommands } from './keys/kit-commands';

export interface DialogProps {
  title: string;
  /** Grey words and tags beside the title. */
  meta?: ReactNode;
  width: number;
  /** A fixed height for a dialog that must not change size; by default it fits the content. */
  height?: number;
  onClose: () => void;
  /** A note about safety, at the left of the footer. */
  fact?: ReactNode;
  /** Buttons, the primary last. */
  actions: ReactNode;
  padded?: boolean;
  children: ReactNode;
}

/** The content of `<Dialog>` in dialog.tsx. */
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
      // Content would set a className on the layer around it, too.
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
 * Uses the keyboard layer, not a listener of the library: that would close the dialog before the layer gets the key,
 * and the key would also leave the page.
 */
function CloseOnEscape({ onClose }: { onClose: () => void }) {
  usePlace('Dialog', kitCommands.Dialog, {
    close: (event) => {
      // If a list of a field is open, only the list closes.
      if (event?.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true') {
        return false;
      }
      onClose();
      return undefined;
    },
  });
  return null;
}
