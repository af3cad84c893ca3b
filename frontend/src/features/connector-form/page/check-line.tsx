import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconCircleDashed,
  IconListCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { durationText } from '../../../lib/durations';
import { ago } from '../../../lib/moments';
import { keyOf, useCommands } from '../../../shell/commands';
import { useCluster } from '../../../shell/queries';
import { Button } from '../../../ui/button';
import { Spinner } from '../../../ui/spinner';
import { useTimeText } from '../../../ui/times';
import type { FormSession } from '../session/form-session';
import { countWords } from '../session/problem-list';
import type { Asking } from '../session/use-asking';
import { useForm } from '../session/use-form';
import { checkTone, whyNotAsked } from './check-words';
import styles from './form.module.css';

/** Validate, and what is known: how many problems, who checked, when; and why nothing is validated automatically. */
export function CheckLine({ session, asking, narrow }: { session: FormSession; asking: Asking; narrow: boolean }) {
  const words = useForm(session, (form) => countWords(form.state));
  const checked = useForm(session, (form) => form.state.check === 'done');
  const tone = useForm(session, (form) => checkTone(form.state));
  const tests = useForm(session, (form) => form.state.checks.reason === 'test');
  useCommands('Form', { validate: asking.ask });
  return (
    <>
      {asking.busy ? (
        <Button onClick={asking.cancel}>
          <Spinner size={14} /> Cancel
        </Button>
      ) : (
        <Button icon={IconListCheck} combo={keyOf('Form', 'validate')} onClick={asking.ask}>
          {tests ? 'Test' : 'Validate'}
        </Button>
      )}
      <span className={styles.check}>
        <CheckIcon session={session} />
        <span className={styles.checkWords}>
          {/* Only what was found is announced: when it was found ticks on. */}
          {asking.failed === '' ? (
            <>
              <b role="status" className={styles.found} data-tone={tone}>
                {words !== '' ? words : checked ? 'No problems' : 'No problems found'}
              </b>
              <Checked session={session} narrow={narrow} />
            </>
          ) : (
            <span role="alert">{asking.failed}</span>
          )}
        </span>
      </span>
    </>
  );
}

function Checked({ session, narrow }: { session: FormSession; narrow: boolean }): ReactNode {
  const cluster = useCluster(useForm(session, (form) => form.view.profile));
  const check = useForm(session, (form) => form.state.check);
  const note = useForm(session, (form) => form.state.checkNote);
  const at = useForm(session, (form) => form.state.checkedAt);
  const took = useForm(session, (form) => form.state.checkTook);
  const why = useForm(session, (form) => whyNotAsked(form.state.checks));
  if (cluster?.health === 'unreachable') {
    return ', checked here. The worker does not answer.';
  }
  switch (check) {
    case 'running':
      return ', the worker is checking';
    case 'waiting':
      return note === '' ? ', checked here just now' : `, checked here. ${note}`;
    case 'failed':
      return ', the worker could not check it';
    case 'done':
      return (
        <>
          , checked by the worker <CheckedAgo at={at} />
          {!narrow && ` in ${durationText(took)}`}
        </>
      );
    case 'local':
    case 'none':
      return (
        <>
          , checked here just now.
          {!narrow && ` ${[note, why === '' ? '' : `${why}.`].filter(Boolean).join(' ')}`}
          {narrow && why !== '' && (
            <span className={styles.why} title={why}>
              {' '}
              Not by the worker.
            </span>
          )}
        </>
      );
  }
}

function CheckedAgo({ at }: { at: number }) {
  return <>{useTimeText((now) => ago(at, now))}</>;
}

function CheckIcon({ session }: { session: FormSession }) {
  const running = useForm(session, (form) => form.state.check === 'running');
  const tone = useForm(session, (form) => checkTone(form.state));
  if (running) {
    return <Spinner size={14} />;
  }
  switch (tone) {
    case 'bad':
      return <IconAlertCircleFilled size={14} className={styles.bad} aria-hidden />;
    case 'warning':
      return <IconAlertTriangleFilled size={14} className={styles.warn} aria-hidden />;
    case 'good':
      return <IconCircleCheck size={14} stroke={1.75} className={styles.good} aria-hidden />;
    case 'quiet':
      return <IconCircleDashed size={14} stroke={1.75} className={styles.quiet} aria-hidden />;
  }
}
