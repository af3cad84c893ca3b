import type { ReactNode } from 'react';
import styles from './chip.module.css';

/** A filter and its counter in one. */
export function Chip({
  active,
  onClick,
  icon,
  count,
  children,
}: {
  active: boolean;
  onClick: () => void;
  icon?: ReactNode;
  count?: number;
  children: ReactNode;
}) {
  return (
    <button type="button" className={styles.chip} aria-pressed={active} onClick={onClick}>
      {icon}
      {children}
      {count !== undefined && <b className={styles.count}>{count}</b>}
    </button>
  );
}

/** A removable or fixed token of a value; mono, 20 px. */
export function ValueChip({ children, tone = 'neutral' }: { children: ReactNode; tone?: 'neutral' | 'placeholder' }) {
  return (
    <span className={styles.value} data-tone={tone}>
      {children}
    </span>
  );
}
