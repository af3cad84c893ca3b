import { IconX } from '@tabler/icons-react';
import { Button, IconButton } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import styles from './sections.module.css';

/** A file that the profile names, typed or chosen; it is read when it is needed, never copied. */
export function FileField({
  id,
  label,
  path,
  placeholder,
  choose,
  remove,
  invalid,
  onPick,
  onChange,
}: {
  id: string;
  label: string;
  path: string;
  /** What holds without a file. */
  placeholder: string;
  choose: string;
  remove: string;
  invalid: boolean;
  onPick: () => void;
  onChange: (path: string) => void;
}) {
  return (
    <span className={styles.file}>
      <TextField
        id={id}
        mono
        aria-label={label}
        placeholder={placeholder}
        value={path}
        invalid={invalid}
        onChange={onChange}
        right={path !== '' && <IconButton icon={IconX} label={remove} size="xs" onClick={() => onChange('')} />}
      />
      <Button onClick={onPick}>{choose}</Button>
    </span>
  );
}
