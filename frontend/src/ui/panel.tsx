import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

/** A foldable part of the right-hand side: 32 px header with a caret. The caller stores whether it is folded. */
export function Panel({
  title,
  folded,
  onFold,
  extra,
  right,
  grow = false,
  children,
}: {
  title: string;
  folded: boolean;
  onFold: (folded: boolean) => void;
  /** Beside the title: counts, a segmented control. */
  extra?: ReactNode;
  right?: ReactNode;
  /** Fills the remaining height. */
  grow?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const Caret = folded ? IconChevronRight : IconChevronDown;
  return (
    <section className={styles.panel} data-grow={(grow && !folded) || undefined}>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => onFold(!folded)}
        >
          <Caret size={14} stroke={1.75} aria-hidden />
          <span className={styles.title}>{title}</span>
        </button>
        {extra}
        <span className={styles.right}>{right}</span>
      </header>
      <div id={id} className={styles.body} hidden={folded}>
        {children}
      </div>
    </section>
  );
}
