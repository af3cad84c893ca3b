import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from './sections.module.css';

/** A part of the dialog that folds: one line says what it contains. */
export function Section({
  title,
  summary,
  mono = false,
  open,
  onOpen,
  children,
}: {
  title: string;
  summary: ReactNode;
  /** The summary is a command or a name. */
  mono?: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}) {
  const id = useId();
  const Caret = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={styles.section}>
      <h3 className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
        >
          <Caret size={14} stroke={1.75} aria-hidden />
          <span className={styles.title}>{title}</span>
          <span className={styles.summary} data-mono={mono || undefined}>
            {summary}
          </span>
        </button>
      </h3>
      <div id={id} className={styles.body} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
