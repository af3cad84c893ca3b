import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../ui/button';
import styles from './profiles.module.css';

/** A file that the profile names; it is read when it is needed, never copied. */
export function FileField({
  path,
  none,
  add,
  remove,
  fact,
  onPick,
  onRemove,
}: {
  path: string;
  /** What holds without a file. */
  none: string;
  add: string;
  remove: string;
  /** What is in the file. */
  fact?: ReactNode;
  onPick: () => void;
  onRemove: () => void;
}) {
  return (
    <span className={styles.trust}>
      <span className={path === '' ? styles.trustText : styles.path} title={path}>
        {path === '' ? none : path}
      </span>
      {path !== '' && fact}
      <Button variant="link" onClick={onPick}>
        {path === '' ? add : 'Change…'}
      </Button>
      {path !== '' && <IconButton icon={IconX} label={remove} size="xs" onClick={onRemove} />}
    </span>
  );
}
