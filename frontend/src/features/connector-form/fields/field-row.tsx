import { IconArrowBackUp, IconArrowForwardUp, IconEyeOff, IconKey, IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import type { FieldValue, FieldView } from '../../../bridge/dto';
import { BrokenAtDots } from '../../../ui/broken-at-dots';
import { Button } from '../../../ui/button';
import { DocsView } from '../../../ui/docs/docs-view';
import { Tag } from '../../../ui/tag';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import { applies } from './applying';
import { Control } from './controls/control';
import { FieldFindings } from './field-findings';
import { FieldMenu } from './field-menu';
import styles from './fields.module.css';

export const controlId = (key: string) => `setting ${key}`;

/** One setting: its key and title, its default as a fact, its control, what is wrong with it, and its words on demand. */
export const FieldRow = memo(function FieldRow({
  session,
  field,
  describe,
  onJump,
  onLink,
}: {
  session: FormSession;
  field: FieldView;
  describe: boolean;
  onJump: (key: string) => void;
  onLink: (address: string) => void;
}) {
  const { key } = field;
  const value = useForm(session, (form) => form.value(key));
  const problems = useForm(session, (form) => form.problems(key));
  const refused = useForm(session, (form) => form.refused(key));
  const set = value?.set === true;
  const wrong = refused !== undefined || problems.some((problem) => problem.severity === 'error');
  const said = wrong || problems.some((problem) => problem.severity !== 'fill');
  const below = `${controlId(key)} said`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears where the focus is
    <div
      className={styles.field}
      data-key={key}
      data-bar={wrong ? 'problem' : set ? 'set' : undefined}
      onFocus={() => session.focus(key)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          session.focus('');
        }
      }}
    >
      <div className={styles.line}>
        <span className={styles.name}>
          <label className={styles.key} htmlFor={controlId(key)}>
            <BrokenAtDots text={key} />
          </label>{' '}
          <span className={styles.title}>{field.title}</span>
        </span>
        <FieldFacts session={session} field={field} value={value} />
      </div>
      <Control
        session={session}
        field={field}
        value={value}
        id={controlId(key)}
        invalid={wrong}
        describedBy={said ? below : undefined}
      />
      {said && <FieldFindings id={below} session={session} problems={problems} refused={refused} onJump={onJump} />}
      {describe && field.docs !== '' && (
        <div className={styles.words}>
          <DocsView docs={field.docs} onLink={onLink} />
        </div>
      )}
    </div>
  );
});

/** At the right of the key: what kind of value it is, its default as a fact, and the way back to it. */
function FieldFacts({
  session,
  field,
  value,
}: {
  session: FormSession;
  field: FieldView;
  value: FieldValue | undefined;
}) {
  const { key } = field;
  const set = value?.set === true;
  const off = useForm(session, (form) => !applies(field, form.fields, (other) => form.value(other)));
  const canUndo = useForm(session, (form) => form.canUndo(key));
  return (
    <span className={styles.facts}>
      {field.required && <Tag>required</Tag>}
      {field.hidden && (
        <span className={styles.fact}>
          <IconEyeOff size={12} stroke={1.75} aria-hidden /> hidden by the worker
        </span>
      )}
      {off && (
        <span className={styles.fact}>
          <IconEyeOff size={12} stroke={1.75} aria-hidden /> only if {field.onlyKey} is {field.onlyValue}
        </span>
      )}
      {field.secret && (
        <span className={styles.fact}>
          <IconLock size={12} stroke={1.75} aria-hidden /> secret
        </span>
      )}
      {value?.missingSecret === true && (
        <span className={styles.fact} data-tone="amber">
          <IconKey size={12} stroke={1.75} aria-hidden /> enter again
        </span>
      )}
      {field.fixed && <span className={styles.fact}>cannot be changed here</span>}
      {field.hasDefault && !field.secret && (
        <span className={styles.fact}>
          default{' '}
          <code className={styles.default} title={field.default}>
            {field.default === '' ? 'empty' : field.default}
          </code>
        </span>
      )}
      {canUndo && !set && (
        <Button
          variant="plain"
          size="sm"
          icon={IconArrowForwardUp}
          className={styles.reset}
          title={`Bring back what ${key} was`}
          onClick={() => session.undo(key)}
        >
          Undo
        </Button>
      )}
      {set && !field.fixed && (
        <Button
          variant="plain"
          size="sm"
          icon={IconArrowBackUp}
          className={styles.reset}
          title={field.hasDefault ? `Back to the default of ${key}` : `Take ${key} out of the config`}
          onClick={() => session.reset(key)}
        >
          {field.hasDefault ? 'Reset' : 'Unset'}
        </Button>
      )}
      <FieldMenu session={session} field={field} value={value} />
    </span>
  );
}
