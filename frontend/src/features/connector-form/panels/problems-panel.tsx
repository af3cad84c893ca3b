import { IconAlertCircleFilled, IconAlertTriangleFilled, IconCircleDashed, IconInfoCircle } from '@tabler/icons-react';
import type { FormProblem } from '../../../bridge/dto';
import { Button } from '../../../ui/button';
import type { FormSession } from '../session/form-session';
import { replaceKey } from '../session/replace-key';
import { useForm } from '../session/use-form';
import styles from './panels.module.css';

/** Everything that was found, in one list; a press goes to the field. */
export function ProblemsPart({ session, onJump }: { session: FormSession; onJump: (key: string) => void }) {
  const problems = useForm(session, (form) => form.state.problems);
  const checked = useForm(session, (form) => form.state.check === 'done');
  const groups = useForm(session, (form) => form.view.groups);
  const titleOf = (id: string) => groups.find((group) => group.id === id)?.title ?? '';
  if (problems.length === 0) {
    return (
      <p className={styles.quiet}>
        {checked ? 'None, checked by the worker.' : 'None found yet. The worker has not checked this draft.'}
      </p>
    );
  }
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={`${problem.severity} ${problem.key} ${problem.text}`} className={styles.problem}>
          <button
            type="button"
            className={styles.problemJump}
            title={`${problem.key} ${problem.text}`}
            onClick={() => onJump(problem.key)}
          >
            <ProblemIcon severity={problem.severity} />
            <span className={styles.problemText}>
              {problem.key !== '' && <code>{problem.key}</code>}{' '}
              {problem.replace === '' ? problem.text : 'unknown, did you mean'}
            </span>
            {problem.replace === '' && <span className={styles.problemGroup}>{titleOf(problem.group)}</span>}
          </button>
          {problem.replace !== '' && (
            <Button
              variant="link"
              className={styles.replace}
              title={`Replace ${problem.key} by ${problem.replace}`}
              onClick={() => {
                void replaceKey(session, problem.key, problem.replace).then(() => onJump(problem.replace));
              }}
            >
              {problem.replace}?
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The numbers beside the word "Problems". */
export function ProblemCounts({ session }: { session: FormSession }) {
  const errors = useForm(session, (form) => form.state.errors);
  const warnings = useForm(session, (form) => form.state.warnings);
  const toFill = useForm(session, (form) => form.state.toFill);
  return (
    <span className={styles.counts}>
      {errors > 0 && (
        <span className={styles.count} data-tone="error" title="problems">
          <ProblemIcon severity="error" /> {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className={styles.count} data-tone="warning" title="warnings">
          <ProblemIcon severity="warning" /> {warnings}
        </span>
      )}
      {toFill > 0 && <span className={styles.count}>{toFill} required</span>}
    </span>
  );
}

export function ProblemIcon({ severity }: { severity: FormProblem['severity'] }) {
  switch (severity) {
    case 'error':
      return <IconAlertCircleFilled size={14} className={styles.error} role="img" aria-label="problem" />;
    case 'warning':
      return <IconAlertTriangleFilled size={14} className={styles.warning} role="img" aria-label="warning" />;
    case 'fill':
      return <IconCircleDashed size={14} stroke={1.75} className={styles.fill} role="img" aria-label="required" />;
    case 'note':
      return <IconInfoCircle size={14} stroke={1.75} className={styles.fill} role="img" aria-label="note" />;
  }
}
