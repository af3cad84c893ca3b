import styles from './skeleton.module.css';

/** Stands for a text that is on its way. It does not move: many of them would. */
export function SkeletonBar({ width, label = 'loading' }: { width: number | string; label?: string }) {
  return <span className={styles.bar} style={{ width }} role="img" aria-label={label} />;
}

/** A few rows of bars, for a list of which nothing is known yet. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" aria-label="loading">
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
