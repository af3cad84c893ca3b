import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleDashed,
  IconInfoCircle,
  IconListCheck,
} from '@tabler/icons-react';
import type { FormProblem } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import { BrokenAtDots } from '../../../ui/broken-at-dots';
import { Button } from '../../../ui/button';
import type { FormSession } from '../session/form-session';
import { replaceKey } from '../session/replace-key';
import type { Asking } from '../session/use-asking';
import { useForm } from '../session/use-form';
import styles from './panels.module.css';

const severityWords: Readonly<Record<FormProblem['severity'], string>> = {
  error: 'problem',
  warning: 'warning',
  fill: 'required',
  note: 'note',
};

/** Everything that was found, in one list; a press goes to the field. */
export function ProblemsPart({
  session,
  asking,
  onJump,
}: {
  session: FormSession;
  asking: Asking;
  onJump: (key: string) => void;
}) {
  return (
    <>
      <AskFirst session={session} asking={asking} />
      <ProblemList session={session} onJump={onJump} />
    </>
  );
}

/** Where nothing is validated automatically and nothing was validated yet: what a validation does, and the button. */
function AskFirst({ session, asking }: { session: FormSession; asking: Asking }) {
  const never = useForm(
    session,
    ({ state, view }) => !state.checks.auto && state.checkedAt === 0 && view.problem.code === '',
  );
  if (!never) {
    return null;
  }
  return (
    <div className={styles.askFirst}>
      <Button size="sm" icon={IconListCheck} busy={asking.busy} onClick={asking.ask}>
        Ask the worker what is required
      </Button>
      <span className={styles.quiet}>Validating runs the plugin, which may log in to the real system.</span>
    </div>
  );
}

function ProblemList({ session, onJump }: { session: FormSession; onJump: (key: string) => void }) {
  const problems = useForm(session, (form) => form.state.problems);
  const checked = useForm(session, (form) => form.state.check === 'done');
  const groups = useForm(session, (form) => form.view.groups);
  const titleOf = (id: string) => groups.find((group) => group.id === id)?.title ?? '';
  const missing = useForm(session, (form) => form.view.problem.code !== '');
  if (problems.length === 0) {
    return missing ? (
      <p className={styles.quiet}>Nothing can be checked here, because the plugin&#39;s settings are not known.</p>
    ) : (
      <p className={styles.quiet}>
        {checked ? 'None, checked by the worker.' : 'None found yet. The worker has not checked this draft.'}
      </p>
    );
  }
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <ProblemLine
          key={`${problem.severity} ${problem.key} ${problem.text}`}
          session={session}
          problem={problem}
          group={titleOf(problem.group)}
          onJump={onJump}
        />
      ))}
    </ul>
  );
}

/** The key and the message in whole; the group at the right. */
function ProblemLine({
  session,
  problem,
  group,
  onJump,
}: {
  session: FormSession;
  problem: FormProblem;
  group: string;
  onJump: (key: string) => void;
}) {
  const here = useForm(session, (form) => problem.key !== '' && form.docKey === problem.key);
  return (
    <li className={styles.problem} aria-current={here || undefined}>
      <button
        type="button"
        className={styles.problemJump}
        aria-label={[severityWords[problem.severity], problem.key, problem.text, group].filter(Boolean).join(' ')}
        onClick={() => onJump(problem.key)}
      >
        <ProblemIcon severity={problem.severity} />
        <span className={styles.problemText}>
          {problem.key !== '' && (
            <code className={styles.problemKey}>
              <BrokenAtDots text={problem.key} />
            </code>
          )}{' '}
          <span className={styles.problemWords}>
            {problem.replace === '' ? problem.text : 'Not a setting of this plugin. Did you mean'}
          </span>
        </span>
        {problem.replace === '' && <span className={styles.problemGroup}>{group}</span>}
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
  );
}

/** The numbers beside the word "Problems". */
export function ProblemCounts({ session }: { session: FormSession }) {
  const errors = useForm(session, (form) => form.state.errors);
  const warnings = useForm(session, (form) => form.state.warnings);
  const toFill = useForm(session, (form) => form.state.toFill);
  const notes = useForm(session, (form) => form.state.notes);
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
      {notes > 0 && <span className={styles.count}>{plural(notes, 'note')}</span>}
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
