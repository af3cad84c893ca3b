import { IconArrowLeft, IconArrowRight, IconCornerDownLeft } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { type Combo, keyCaps } from '../lib/keys';
import styles from './kbd.module.css';

/** Drawn as icons: our fonts lack these symbols, and searching the system's fonts for them delays the first drawing. */
const drawn: Readonly<Record<string, ReactNode>> = {
  Enter: <IconCornerDownLeft size={11} stroke={2} />,
  '←': <IconArrowLeft size={11} stroke={2} />,
  '→': <IconArrowRight size={11} stroke={2} />,
};

/** One box per key. Draws nothing without a key. With `words`, Enter is written out, as in the status bar. */
export function Kbd({
  combo,
  onFill = false,
  words = false,
}: {
  combo: Combo | undefined;
  onFill?: boolean;
  words?: boolean;
}) {
  if (combo === undefined) {
    return null;
  }
  return (
    <span className={styles.keys} data-on-fill={onFill || undefined} aria-hidden>
      {keyCaps(combo).map((cap) => (
        <kbd key={cap} className={styles.key}>
          {words && cap === 'Enter' ? cap : (drawn[cap] ?? cap)}
        </kbd>
      ))}
    </span>
  );
}

/** Alternative keys: "F5 or Ctrl R", so that they do not look like one combination; J and K are side by side. */
export function KeyChoice({ combos }: { combos: readonly Combo[] }) {
  const plain = combos.every((combo) => keyCaps(combo).length === 1);
  return combos.map((combo, index) => (
    <Fragment key={combo}>
      {index > 0 && !plain && <span className={styles.or}>or</span>}
      <Kbd combo={combo} words />
    </Fragment>
  ));
}
