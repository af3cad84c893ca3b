import { type ReactNode, useEffect, useRef } from 'react';
import styles from './field.module.css';

interface CheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
  hint?: ReactNode;
  /** Required if there is no text beside it. */
  label?: string;
  disabled?: boolean;
}

export function Checkbox({
  checked,
  onChange,
  children,
  hint,
  label,
  disabled = false,
  some = false,
  tabIndex,
}: CheckProps & { some?: boolean; tabIndex?: number }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) {
      input.current.indeterminate = some && !checked;
    }
  }, [some, checked]);
  return (
    <label className={styles.check}>
      <input
        ref={input}
        type="checkbox"
        tabIndex={tabIndex}
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Words hint={hint}>{children}</Words>
    </label>
  );
}

export function Switch({
  checked,
  onChange,
  children,
  hint,
  label,
  disabled = false,
  id,
  describedBy,
  invalid = false,
}: CheckProps & { id?: string; describedBy?: string | undefined; invalid?: boolean }) {
  return (
    <label className={styles.check}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Words hint={hint}>{children}</Words>
    </label>
  );
}

/** One option of a group; all of a group have the same `name`. */
export function Radio({ checked, onChange, children, hint, name, label }: CheckProps & { name: string }) {
  return (
    <label className={styles.check}>
      <input type="radio" name={name} checked={checked} aria-label={label} onChange={() => onChange(true)} />
      <Words hint={hint}>{children}</Words>
    </label>
  );
}

function Words({ children, hint }: { children?: ReactNode; hint?: ReactNode }) {
  if (children === undefined) {
    return null;
  }
  return (
    <span>
      {children}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </span>
  );
}
