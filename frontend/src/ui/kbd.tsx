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
