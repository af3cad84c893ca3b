import { Fragment } from 'react';
import { keyCaps } from '../lib/keys';
import styles from './kbd.module.css';

const short: Readonly<Record<string, string>> = { Enter: '↵' };

/** Keys in boxes, one each: "Ctrl+Enter". `words` writes Enter out, as the status bar does. */
export function Kbd({ combo, onFill = false, words = false }: { combo: string; onFill?: boolean; words?: boolean }) {
  return (
    <span className={styles.keys} data-on-fill={onFill || undefined} aria-hidden>
      {keyCaps(combo).map((cap) => (
        <kbd key={cap} className={styles.key}>
          {words ? cap : (short[cap] ?? cap)}
        </kbd>
      ))}
    </span>
  );
}

/** Keys of which any does: "F5 or Ctrl R", so that they do not read as one combination; J and K stand side by side. */
export function KeyChoice({ combos }: { combos: readonly string[] }) {
  const plain = combos.every((combo) => keyCaps(combo).length === 1);
  return combos.map((combo, index) => (
    <Fragment key={combo}>
      {index > 0 && !plain && <span className={styles.or}>or</span>}
      <Kbd combo={combo} words />
    </Fragment>
  ));
}
