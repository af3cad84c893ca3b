import type { FormGroup } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './fields.module.css';

/** "Postgres  8 of 38 set, 1 problem" */
export function GroupHeading({ session, group }: { session: FormSession; group: FormGroup }) {
  const count = useForm(session, (form) => form.state.groups.find((each) => each.id === group.id));
  const errors = count?.errors ?? 0;
  const note = group.other
    ? 'keys without a definition; sent as they are'
    : `${String(count?.set ?? 0)} of ${String(count?.total ?? group.keys.length)} set`;
  return (
    <div className={styles.heading}>
      <h2 className={styles.headingTitle}>{group.title}</h2>
      <span className={styles.headingNote}>
        {note}
        {errors > 0 && `, ${plural(errors, 'problem')}`}
      </span>
    </div>
  );
}
