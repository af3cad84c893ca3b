import type { Icon } from '@tabler/icons-react';
import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react';
import { cx } from './cx';
import styles from './field.module.css';

interface Dress {
  /** For keys and values, not for sentences. */
  mono?: boolean;
  invalid?: boolean;
  icon?: Icon;
  /** A short fact or a small button inside, at the right end. */
  right?: ReactNode;
  /** A width in px for numbers and durations (128 to 160); default: the available width. */
  width?: number;
}

export interface TextFieldProps
  extends Dress,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'width'> {
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. Controlled; the text stays as it was typed. Label it with aria-label or an outer label. */
export function TextField({
  mono = false,
  invalid = false,
  icon: FieldIcon,
  right,
  width,
  value,
  onChange,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <span
      className={cx(styles.box, className)}
      data-invalid={invalid || undefined}
      data-readonly={rest.readOnly === true || undefined}
      data-width={width}
      style={width === undefined ? undefined : { width }}
    >
      {FieldIcon && <FieldIcon size={14} stroke={1.75} aria-hidden />}
      <input
        type="text"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        {...rest}
        className={styles.input}
        data-mono={mono || undefined}
        aria-invalid={invalid || undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {typeof right === 'string' ? <span className={styles.fact}>{right}</span> : right}
    </span>
  );
}

export interface TextAreaProps
  extends Omit<Dress, 'icon' | 'width'>,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> {
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text; line ends are not changed. */
export function TextArea({ mono = false, invalid = false, right, value, onChange, className, ...rest }: TextAreaProps) {
  return (
    <span className={cx(styles.box, className)} data-invalid={invalid || undefined}>
      <textarea
        spellCheck={false}
        rows={4}
        {...rest}
        className={cx(styles.input, styles.area)}
        data-mono={mono || undefined}
        aria-invalid={invalid || undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {right}
    </span>
  );
}
