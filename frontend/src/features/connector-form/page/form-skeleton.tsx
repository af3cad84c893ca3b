import { SkeletonBar } from '../../../ui/skeleton';
import styles from './form-skeleton.module.css';

const fields = [132, 96, 168, 120, 144, 88] as const;
const groups = [112, 88, 104, 72, 96] as const;

/** The form that is on its way: groups, fields and panels where they will stand. Shown after 200 ms, most are faster. */
export function FormSkeleton() {
  return (
    <div className={styles.form} role="status" aria-label="Opening the form">
      <div className={styles.groups} aria-hidden>
        {groups.map((width) => (
          <SkeletonBar key={width} width={width} />
        ))}
      </div>
      <div className={styles.fields} aria-hidden>
        {fields.map((width) => (
          <div key={width} className={styles.field}>
            <SkeletonBar width={width} />
            <span className={styles.control} />
          </div>
        ))}
      </div>
      <div className={styles.panels} aria-hidden>
        <SkeletonBar width={64} />
        <SkeletonBar width="80%" />
        <SkeletonBar width="60%" />
      </div>
    </div>
  );
}
