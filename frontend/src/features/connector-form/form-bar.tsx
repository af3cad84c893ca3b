import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconChevronDown,
  IconCircleCheck,
  IconCircleDashed,
  IconListCheck,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { StartState } from '../../bridge/dto';
import { isCanceled, problemOf } from '../../bridge/errors';
import { durationText } from '../../lib/durations';
import { ago } from '../../lib/moments';
import { Button, ButtonGroup, IconButton } from '../../ui/button';
import { useKeys } from '../../ui/keys/keys-provider';
import { Menu } from '../../ui/menu';
import { ActionBar } from '../../ui/page';
import { Segmented } from '../../ui/segmented';
import { Spinner } from '../../ui/spinner';
import { useTimeText } from '../../ui/times';
import styles from './form.module.css';
import type { FormSession } from './form-session';
import { checkTone, whyNotAsked } from './model/check-words';
import { countWords } from './model/problem-list';
import { commitTyping } from './typing';
import { useForm } from './use-form';
import type { Sending } from './use-sending';

const stateWords: Readonly<Record<StartState, string>> = { RUNNING: 'Running', PAUSED: 'Paused', STOPPED: 'Stopped' };

/** The bottom of the form: ask the worker, what is known, and the one thing to do with the draft. */
export function FormBar({
  session,
  narrow,
  start,
  onStart,
  sending,
  readOnly,
  onCreate,
  onSave,
}: {
  session: FormSession;
  narrow: boolean;
  start: StartState;
  onStart: (state: StartState) => void;
  sending: Sending;
  readOnly: boolean;
  onCreate: (state: StartState) => void;
  onSave: () => void;
}) {
  const view = useForm(session, (form) => form.view);
  const gone = useForm(session, (form) => form.state.gone);
  const isNew = view.mode === 'create' || gone;
  const states = view.startStates;
  const chosen = states.includes(start) ? start : 'RUNNING';
  const primary = () => (readOnly ? undefined : isNew ? onCreate(chosen) : onSave());
  useKeys('Form', [
    { combo: 'Ctrl+S', label: isNew ? 'create' : 'save…', quiet: readOnly, inFields: true, run: primary },
  ]);
  return (
    <ActionBar left={<CheckLine session={session} narrow={narrow} />}>
      {readOnly ? (
        <span className={styles.quiet}>This profile is read-only: nothing can be sent from here.</span>
      ) : isNew ? (
        <CreateButtons
          states={states}
          chosen={chosen}
          narrow={narrow}
          sending={sending}
          onStart={onStart}
          onCreate={onCreate}
        />
      ) : (
        <Button variant="primary" combo="Ctrl+S" onClick={onSave}>
          Save…
        </Button>
      )}
    </ActionBar>
  );
}

function CreateButtons({
  states,
  chosen,
  narrow,
  sending,
  onStart,
  onCreate,
}: {
  states: readonly StartState[];
  chosen: StartState;
  narrow: boolean;
  sending: Sending;
  onStart: (state: StartState) => void;
  onCreate: (state: StartState) => void;
}) {
  const many = states.length > 1;
  if (sending.busy) {
    return (
      <>
        <span className={styles.quiet}>The worker checks the config once more, then creates it.</span>
        <Button onClick={sending.cancel}>Cancel</Button>
        <Button variant="primary" busy>
          Creating…
        </Button>
      </>
    );
  }
  if (narrow && many) {
    return (
      <ButtonGroup>
        <Button variant="primary" onClick={() => onCreate(chosen)}>
          Create {stateWords[chosen].toLowerCase()}
        </Button>
        <Menu
          items={states.map((state) => ({
            id: state,
            label: `Start ${stateWords[state].toLowerCase()}`,
            run: () => onStart(state),
          }))}
        >
          <IconButton icon={IconChevronDown} variant="primary" label="Start as" />
        </Menu>
      </ButtonGroup>
    );
  }
  return (
    <>
      {many && (
        <>
          <span className={styles.quiet}>Start as</span>
          <Segmented
            label="Start as"
            value={chosen}
            onChange={onStart}
            segments={states.map((state) => ({ value: state, label: stateWords[state] }))}
          />
        </>
      )}
      <Button variant="primary" combo="Ctrl+S" onClick={() => onCreate(chosen)}>
        Create connector
      </Button>
    </>
  );
}

/** Validate, and what is known: how many problems, who checked, when; and why the worker is not asked by itself. */
function CheckLine({ session, narrow }: { session: FormSession; narrow: boolean }) {
  const state = useForm(session, (form) => form.state);
  const control = useRef<AbortController | null>(null);
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState('');
  const validate = async () => {
    if (control.current !== null) {
      return;
    }
    commitTyping();
    const own = new AbortController();
    control.current = own;
    setAsking(true);
    setFailed('');
    try {
      await session.validate(own.signal);
    } catch (reason) {
      if (!isCanceled(reason)) {
        setFailed(problemOf(reason).text);
      }
      await session.refresh().catch(() => undefined); // what was found before still stands
    } finally {
      control.current = null;
      setAsking(false);
    }
  };
  useKeys('Form', [{ combo: 'Ctrl+Enter', label: 'validate', inFields: true, run: () => void validate() }]);
  const words = countWords(state);
  return (
    <>
      {asking ? (
        <Button onClick={() => control.current?.abort()}>
          <Spinner size={14} /> Cancel
        </Button>
      ) : (
        <Button icon={IconListCheck} combo="Ctrl+Enter" onClick={() => void validate()}>
          Validate
        </Button>
      )}
      <span className={styles.check} role="status">
        <CheckIcon session={session} />
        <span className={styles.checkWords}>
          {failed === '' ? (
            <>
              <b className={styles.found} data-tone={checkTone(state)}>
                {words !== '' ? words : state.check === 'done' ? 'No problems' : 'No problems found'}
              </b>
              <Checked session={session} narrow={narrow} />
            </>
          ) : (
            failed
          )}
        </span>
      </span>
    </>
  );
}

function Checked({ session, narrow }: { session: FormSession; narrow: boolean }): ReactNode {
  const state = useForm(session, (form) => form.state);
  const why = whyNotAsked(state.checks);
  switch (state.check) {
    case 'running':
      return ', the worker is checking';
    case 'waiting':
      return state.checkNote === '' ? ', checked here just now' : `, checked here. ${state.checkNote}`;
    case 'failed':
      return ', the worker could not check it';
    case 'done':
      return (
        <>
          , checked by the worker <CheckedAgo at={state.checkedAt} />
          {!narrow && ` in ${durationText(state.checkTook)}`}
        </>
      );
    case 'local':
    case 'none':
      return (
        <>
          , checked here just now.
          {!narrow && ` ${[state.checkNote, why === '' ? '' : `${why}.`].filter(Boolean).join(' ')}`}
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
  return <>{useTimeText((now) => (now - at < 1_000 ? 'just now' : ago(at, now)))}</>;
}

function CheckIcon({ session }: { session: FormSession }) {
  const state = useForm(session, (form) => form.state);
  if (state.check === 'running') {
    return <Spinner size={14} />;
  }
  switch (checkTone(state)) {
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
