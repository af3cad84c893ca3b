import type { Icon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { type Combo, hinted } from '../lib/keys';
import styles from './button.module.css';
import { cx } from './cx';
import { Kbd } from './kbd';
import { Spinner } from './spinner';

/**
 * One primary per surface. `danger` is red text, for a delete that asks for confirmation; `destroy` is filled red, only
 * in the confirmation dialog.
 */
export type ButtonVariant = 'primary' | 'default' | 'plain' | 'link' | 'danger' | 'destroy';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  icon?: Icon;
  /** The key of the same command, shown inside the button. */
  combo?: Combo | undefined;
  /** Shows a spinner in place of the icon; the button stays as wide and cannot be pressed twice. */
  busy?: boolean;
  submit?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'default',
  size = 'md',
  icon: ButtonIcon,
  combo,
  busy = false,
  submit = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={cx(styles.button, className)}
      data-variant={variant}
      data-size={size}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <Spinner size={14} /> : ButtonIcon && <ButtonIcon size={14} stroke={1.75} aria-hidden />}
      {children}
      {combo !== undefined && <Kbd combo={combo} onFill={variant === 'primary' || variant === 'destroy'} />}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'children'> {
  icon: Icon;
  /** The accessible name; with the key it is also the tooltip. */
  label: string;
  /** The key of the same command. */
  combo?: Combo | undefined;
  variant?: 'default' | 'plain' | 'primary';
  size?: 'md' | 'sm' | 'xs';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  icon: ButtonIcon,
  label,
  combo,
  variant = 'plain',
  size = 'md',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      title={hinted(label, combo)}
      {...rest}
      type="button"
      aria-label={label}
      className={cx(styles.button, styles.icon, className)}
      data-variant={variant}
      data-size={size}
    >
      <ButtonIcon size={size === 'xs' ? 14 : 16} stroke={1.75} aria-hidden />
    </button>
  );
}

/** A button and its caret, joined. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <span className={styles.group}>{children}</span>;
}
