import { useCallback, useSyncExternalStore } from 'react';
import { ago, agoShort, clock, dateLong, day, until } from '../lib/moments';
import styles from './times.module.css';

/** One timer for all relative times of the page; stopped while none is shown. */
class Ticker {
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => {
      for (const each of this.#listeners) {
        each();
      }
    }, 1_000);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  };
}

const ticker = new Ticker();

/** A text that depends on the current time; the component is drawn again only when the text changes. */
export function useTimeText(text: (now: number) => string): string {
  return useSyncExternalStore(ticker.subscribe, () => text(Date.now()));
}

const forms = {
  /** "12 s ago" */
  ago,
  /** "12 s" */
  short: agoShort,
  /** "in 22 s" */
  until,
  /** "today 09:04" */
  day,
} as const;

/** A relative time; the exact one is its tooltip. 0: unknown. */
export function RelativeTime({
  at,
  form = 'ago',
  before = '',
}: {
  at: number;
  form?: keyof typeof forms;
  before?: string;
}) {
  const text = useTimeText(useCallback((now) => (at === 0 ? '–' : forms[form](at, now)), [at, form]));
  return (
    <time
      className={styles.time}
      dateTime={at === 0 ? undefined : new Date(at).toISOString()}
      title={at === 0 ? 'not known' : `${dateLong(at)} ${clock(at, true)}`}
    >
      {before}
      {text}
    </time>
  );
}

/** "12:03:10" */
export function TimeText({ at, seconds = true }: { at: number; seconds?: boolean }) {
  return (
    <time className={styles.time} title={at === 0 ? 'not known' : `${dateLong(at)} ${clock(at, true)}`}>
      {at === 0 ? '–' : clock(at, seconds)}
    </time>
  );
}
