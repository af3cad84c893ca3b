import type { FormGroup } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import { keyOf } from '../../../shell/commands';
import { Button } from '../../../ui/button';
import { Kbd } from '../../../ui/kbd';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './fields.module.css';
import type { RowView } from './use-rows';

/** "Oracle  11 of 14 shown, 3 of 4 required are set   Show all 14  F4" */
export function GroupHeading({ session, group, view }: { session: FormSession; group: FormGroup; view: RowView }) {
  const count = useForm(session, (form) => form.state.groups.find((each) => each.id === group.id));
  const here = useForm(session, (form) => form.fields.get(form.docKey)?.group === group.id);
  const total = count?.total ?? group.keys.length;
  const all = view.search !== '' || view.opened(group.id);
  const can = view.search === '' && view.show !== 'all' && (all || (count?.shown ?? 0) < total);
  const notes = [
    group.other
      ? 'not in the plugin’s definitions, sent as they are'
      : all || view.show === 'set'
        ? `${String(count?.set ?? 0)} of ${String(total)} set`
        : `${String(count?.shown ?? 0)} of ${String(total)} shown`,
    ...(count !== undefined && count.required > 0 && count.requiredSet < count.required
      ? [`${String(count.requiredSet)} of ${String(count.required)} required are set`]
      : []),
    ...(count !== undefined && count.errors > 0 ? [plural(count.errors, 'problem')] : []),
  ];
  return (
    <div className={styles.heading}>
      <h2 className={styles.headingTitle} title={group.title}>
        {group.title}
      </h2>
      <span className={styles.headingNote} title={notes.join(', ')}>
        {notes.join(', ')}
      </span>
      {can && (
        <span className={styles.headingMore}>
          <Button variant="link" onClick={() => view.toggle(group.id)}>
            {all ? 'Show fewer' : total === 1 ? 'Show it' : `Show all ${String(total)}`}
          </Button>
          {here && <Kbd combo={keyOf('Form', 'groupAll')} />}
        </span>
      )}
    </div>
  );
}
