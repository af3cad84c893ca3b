import { Notifications, notifications } from '@mantine/notifications';
import { IconCircleCheck, IconCircleXFilled } from '@tabler/icons-react';
import { Button } from './button';
import styles from './toasts.module.css';

export interface Toast {
  text: string;
  tone?: 'good' | 'bad' | 'plain';
  action?: { label: string; run: () => void };
}

/** Above dialogs (200), and below open menus and lists of choices (300): one is about to choose from these. */
const aboveDialogs = 250;

export function ToastStack() {
  return <Notifications position="bottom-right" limit={2} containerWidth={420} zIndex={aboveDialogs} />;
}

export function addToast({ text, tone = 'plain', action }: Toast): void {
  const id = notifications.show({
    autoClose: tone === 'bad' ? 12_000 : 6_000,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <span className={styles.line}>
        {tone === 'good' && <IconCircleCheck className={styles.good} size={14} aria-hidden />}
        {tone === 'bad' && <IconCircleXFilled className={styles.bad} size={14} aria-hidden />}
        <span className={styles.text} title={text}>
          {text}
        </span>
        {action !== undefined && (
          <Button
            variant="link"
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </span>
    ),
  });
}
