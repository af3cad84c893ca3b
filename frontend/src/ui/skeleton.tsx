import styles from './skeleton.module.css';

/** A placeholder for a text that is loading. Not animated, because a page may have many. */
export function SkeletonBar({ width, label = 'loading' }: { width: number | string; label?: string }) {
  return <span className={styles.bar} style={{ width }} role="img" aria-label={label} />;
}

/** A few rows of bars, for a list that is loading. */
export function SkeletonRows({ rows = 8, label = 'loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={i} className={styles.row}>
          <span className={styles.bar} style={{ width: 72 }} />
          <span className={styles.bar} style={{ width: `${38 - (i % 3) * 7}%` }} />
          <span className={styles.bar} style={{ width: 48, marginLeft: 'auto' }} />
        </div>
      ))}
    </div>
  );
}
