import { IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { splitList } from '../lib/lists';
import styles from './field.module.css';

/**
 * A list as tokens. Enter, comma and leaving add what is typed; pasting splits at commas and line ends; Backspace in
 * the empty box takes the last one back to be changed.
 */
export function TokenList({
  label,
  values,
  onChange,
  placeholder = '',
  invalid = false,
  id,
  onFocus,
}: {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  invalid?: boolean;
  id?: string;
  onFocus?: () => void;
}) {
  const [typed, setTyped] = useState('');

  const add = (text: string) => {
    const items = splitList(text);
    setTyped('');
    if (items.length > 0) {
      onChange([...values, ...items]);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === ',') {
      if (typed.trim() !== '' || event.key === ',') {
        event.preventDefault();
        add(typed);
      }
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      event.preventDefault();
      setTyped(values.at(-1) ?? '');
      onChange(values.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    if (/[,\n]/.test(text)) {
      event.preventDefault();
      add(typed + text);
    }
  };

  return (
    <span className={`${styles.box} ${styles.tokens}`} data-invalid={invalid || undefined}>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same text twice, its place is its name
        <span key={index} className={styles.token}>
          {value === '' ? <i>empty</i> : value}
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove ${value}`}
            onClick={() => onChange(values.filter((_, i) => i !== index))}
          >
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      <input
        id={id}
        className={styles.input}
        data-mono
        aria-label={label}
        aria-invalid={invalid || undefined}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        placeholder={values.length === 0 ? placeholder : ''}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onFocus={onFocus}
        onBlur={() => typed.trim() !== '' && add(typed)}
      />
    </span>
  );
}
