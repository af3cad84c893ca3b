import { IconAlertTriangleFilled, IconInfoCircle } from '@tabler/icons-react';
import type { FormProblem } from '../../../bridge/dto';
import { Button } from '../../../ui/button';
import { FieldError } from '../../../ui/field-row';
import type { FormSession } from '../session/form-session';
import { replaceKey } from '../session/replace-key';
import styles from './fields.module.css';

/** What is wrong with a field, or may be; what is only to be filled in is not said here. */
export function FieldFindings({
  id,
  session,
  problems,
  refused,
  onJump,
}: {
  id: string;
  session: FormSession;
  problems: readonly FormProblem[];
  refused: string | undefined;
  onJump: (key: string) => void;
}) {
  return (
    <div id={id} className={styles.findings}>
      {refused !== undefined && <FieldError>{refused}</FieldError>}
      {problems.map((problem) =>
        problem.severity === 'note' ? (
          <span key={problem.text} className={styles.note}>
            <IconInfoCircle size={14} stroke={1.75} aria-hidden /> <span>{problem.text}</span>
          </span>
        ) : problem.severity === 'error' ? (
          <FieldError key={problem.text}>{problem.text}</FieldError>
        ) : (
          problem.severity === 'warning' && (
            <span key={problem.text} className={styles.warning}>
              <IconAlertTriangleFilled size={14} aria-hidden />
              <span>
                {problem.text}
                {problem.replace !== '' && (
                  <>
                    {' '}
                    Did you mean <code>{problem.replace}</code>?{' '}
                    <Button
                      variant="link"
                      onClick={() => {
                        void replaceKey(session, problem.key, problem.replace).then(() => onJump(problem.replace));
                      }}
                    >
                      Replace
                    </Button>
                  </>
                )}
              </span>
            </span>
          )
        ),
      )}
    </div>
  );
}
