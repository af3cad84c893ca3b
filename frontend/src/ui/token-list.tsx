import { IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { splitList } from '../lib/lists';
import styles from './field.module.css';

export interface TokenListProps {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  invalid?: boolean;
  required?: boolean;
  id?: string | undefined;
  /** The id of its description, if it has one. */
  describedBy?: string | undefined;
}

/**
 * A list as tokens. What is typed is part of the value as its last item from the first letter on, so that it is never
 * lost; Enter, comma and leaving the field make it a token. A paste is split at commas and line ends; Backspace in the
 * empty field turns the last token into text again.
 */
export function TokenList({
  label,
  values,
  onChange,
  placeholder = '',
  invalid = false,
  required = false,
  id,
  describedBy,
}: TokenListProps) {
  const [typed, setTyped] = useState('');
  const item = typed.trim();
  const tokens = item !== '' && values.at(-1) === item ? values.slice(0, -1) : values;

  const type = (text: string) => {
    setTyped(text);
    const next = text.trim();
    if (next !== item) {
      onChange(next === '' ? [...tokens] : [...tokens, next]);
    }
  };
  const add = (text: string) => {
    setTyped('');
    onChange([...tokens, ...splitList(text)]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) {
      return; // the input method handles Enter
    }
    if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === ',') {
      if (item !== '' || event.key === ',') {
        event.preventDefault();
        setTyped('');
      }
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      event.preventDefault();
      const last = values.at(-1) ?? '';
      setTyped(last);
      onChange([...values.slice(0, -1), ...splitList(last)]);
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
      {tokens.map((value, index) => (
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
        aria-required={required || undefined}
        aria-describedby={describedBy}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        placeholder={tokens.length === 0 ? placeholder : ''}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => setTyped('')}
      />
    </span>
  );
}
