import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, use } from 'react';
import { visible } from '../lib/visible';
import { IconButton } from './button';
import { kitKey } from './keys/kit-commands';
import styles from './page.module.css';

/** What the frame shows beside the title of every page. */
export const PageNote = createContext<ReactNode>(null);

/** A screen: a 44 px title row, then its children (Tabs, Toolbar, PageBody, ActionBar). It never scrolls as a whole. */
export function Page({
  title,
  beside,
  right,
  onBack,
  leave = 'back',
  children,
}: {
  title: string;
  /** Tags and grey facts after the title. */
  beside?: ReactNode;
  right?: ReactNode;
  onBack?: () => void;
  /** An arrow to a parent page, or a cross to close a form or the picker. */
  leave?: 'back' | 'close';
  children: ReactNode;
}) {
  const heading = visible(title); // names come from workers
  return (
    <main className={styles.page} aria-label={heading}>
      <header className={styles.title}>
        {onBack !== undefined && (
          <IconButton
            icon={leave === 'back' ? IconArrowLeft : IconX}
            label={leave === 'back' ? 'Back' : 'Close'}
            combo={kitKey('Page', 'leave')}
            onClick={onBack}
          />
        )}
        <h1 className={styles.heading}>{heading}</h1>
        <span className={styles.beside}>{beside}</span>
        {use(PageNote)}
        <span className={styles.right}>{right}</span>
      </header>
      {children}
    </main>
  );
}

/** 44 px, the controls of a list. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={styles.toolbar}>{children}</div>;
}

/** The part that scrolls. */
export function PageBody({ padded = false, children }: { padded?: boolean; children: ReactNode }) {
  return (
    <div className={styles.body} data-padded={padded || undefined}>
      {children}
    </div>
  );
}

/** Content at the left, a side panel at the right; `wide` is its width, under 960 px `narrow`. */
export function Split({
  wide,
  narrow,
  side,
  children,
}: {
  wide: number;
  narrow: number;
  side: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      className={styles.split}
      style={{ '--side': `${wide}px`, '--side-narrow': `${narrow}px` } as React.CSSProperties}
    >
      <div className={styles.splitMain}>{children}</div>
      <aside className={styles.side}>{side}</aside>
    </div>
  );
}

/** 44 px at the bottom, the primary button last. */
export function ActionBar({ left, children }: { left?: ReactNode; children: ReactNode }) {
  return (
    <footer className={styles.actions}>
      <span className={styles.actionsLeft}>{left}</span>
      {children}
    </footer>
  );
}

/** A heading inside a page, followed by grey words. */
export function SectionTitle({ children, note, right }: { children: ReactNode; note?: ReactNode; right?: ReactNode }) {
  return (
    <div className={styles.section}>
      <h2 className={styles.sectionTitle}>{children}</h2>
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {right !== undefined && <span className={styles.right}>{right}</span>}
    </div>
  );
}

/** A box, only around a list or a chart. tone draws a 3 px edge. */
export function Card({
  tone,
  padded = false,
  children,
}: {
  tone?: 'red' | 'amber';
  padded?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles.card} data-tone={tone} data-padded={padded || undefined}>
      {children}
    </div>
  );
}
