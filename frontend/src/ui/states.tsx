import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import styles from './states.module.css';

/** An empty state: one sentence, up to three actions, most likely first, and one hint. Left aligned, no picture. */
export function EmptyState({
  title,
  text,
  actions,
  hint,
  icon,
}: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <section className={styles.empty}>
      {icon !== undefined && <span className={styles.emptyIcon}>{icon}</span>}
      <div>
        <h2 className={styles.title}>{title}</h2>
        {text !== undefined && <div className={styles.text}>{text}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        {hint !== undefined && <div className={styles.hint}>{hint}</div>}
      </div>
    </section>
  );
}

/** A line across the page: stale data, a conflict, a fact that must not be missed. */
export function Banner({
  tone,
  icon: BannerIcon,
  children,
  actions,
}: {
  tone: 'amber' | 'red' | 'neutral';
  icon: Icon;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'neutral' ? 'note' : 'status'}>
      <BannerIcon size={16} stroke={1.75} aria-hidden />
      <div className={styles.bannerText}>{children}</div>
      {actions !== undefined && <span className={styles.bannerActions}>{actions}</span>}
    </div>
  );
}

/** A grey box with a note. */
export function Note({ icon: NoteIcon, children }: { icon?: Icon; children: ReactNode }) {
  return (
    <div className={styles.note}>
      {NoteIcon && <NoteIcon size={14} stroke={1.75} aria-hidden />}
      <div>{children}</div>
    </div>
  );
}

/**
 * An error: what happened, what was not changed, what to do next; the worker's message in mono below; actions.
 * All of it can be selected and copied.
 */
export function ErrorBlock({
  title,
  problem,
  actions,
}: {
  title?: string;
  problem: { text: string; worker: string };
  actions?: ReactNode;
}) {
  const full = problem.worker === '' ? problem.text : `${problem.text}\n${problem.worker}`;
  return (
    <section className={styles.error} role="alert">
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      <p className={styles.errorText}>{problem.text}</p>
      {problem.worker !== '' && <pre className={styles.worker}>{problem.worker}</pre>}
      <div className={styles.actions}>
        {actions}
        <CopyButton text={full} variant="plain" />
      </div>
    </section>
  );
}
