import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { FieldView } from '../../../bridge/dto';
import { Button } from '../../../ui/button';
import { DocsView } from '../../../ui/docs/docs-view';
import { Note } from '../../../ui/states';
import { Tag } from '../../../ui/tag';
import type { FormMoves } from '../fields/use-form-moves';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './panels.module.css';

/** The documentation of the field in focus, or of the one that is pinned. */
export function DocsPart({ session, moves }: { session: FormSession; moves: FormMoves }) {
  const field = useForm(session, (form) => form.fields.get(moves.pinned === '' ? form.docKey : moves.pinned));
  if (field === undefined) {
    return <p className={styles.quiet}>Documentation of the focused setting.</p>;
  }
  const related = field.dependents.filter((key) => session.fields.has(key));
  return (
    <div className={styles.docs}>
      <p className={styles.docKey}>{field.key}</p>
      <p className={styles.docFacts}>
        <Tag>{field.type.toLowerCase()}</Tag>
        {field.importance !== '' && <Tag>{field.importance.toLowerCase()} importance</Tag>}
        {field.required && <Tag>required</Tag>}
        <DefaultFact field={field} />
      </p>
      {field.docs === '' ? (
        <p className={styles.quiet}>
          {field.unknown
            ? 'Not in the plugin’s definitions. Sent as it is.'
            : 'The plugin has no documentation for this setting.'}
        </p>
      ) : (
        <DocsView docs={field.docs} onLink={moves.link} />
      )}
      {related.length > 0 && (
        <Note icon={IconArrowsLeftRight}>
          This setting can show, hide or change{' '}
          {related.map((key, index) => (
            <span key={key}>
              {index > 0 && ', '}
              <Button variant="link" className={styles.related} onClick={() => moves.jump(key)}>
                {key}
              </Button>
            </span>
          ))}
        </Note>
      )}
    </div>
  );
}

function DefaultFact({ field }: { field: FieldView }) {
  if (field.secret) {
    return <span>secret</span>;
  }
  if (!field.hasDefault) {
    return <span>no default</span>;
  }
  return (
    <span>
      default <code className={styles.docDefault}>{field.default === '' ? 'empty text' : field.default}</code>
    </span>
  );
}
