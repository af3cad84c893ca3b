import { IconChevronDown } from '@tabler/icons-react';
import type { StartState } from '../../../bridge/dto';
import { keyOf, useCommands } from '../../../shell/commands';
import { Button, ButtonGroup, IconButton } from '../../../ui/button';
import { Menu } from '../../../ui/menu';
import { ActionBar } from '../../../ui/page';
import { Segmented } from '../../../ui/segmented';
import type { FormSession } from '../session/form-session';
import type { Asking } from '../session/use-asking';
import { useForm } from '../session/use-form';
import type { FormWrites } from '../session/use-form-writes';
import type { Sending } from '../session/use-sending';
import { CheckLine } from './check-line';
import styles from './form.module.css';

const stateWords: Readonly<Record<StartState, string>> = { RUNNING: 'Running', PAUSED: 'Paused', STOPPED: 'Stopped' };

/** The bottom of the form: ask the worker, what is known, and the one thing to do with the draft. */
export function FormBar({
  session,
  asking,
  narrow,
  start,
  onStart,
  writes,
  denied,
}: {
  session: FormSession;
  asking: Asking;
  narrow: boolean;
  start: StartState;
  onStart: (state: StartState) => void;
  writes: FormWrites;
  /** Why the profile does not allow to create or to save; empty where it does. */
  denied: { readonly create: string; readonly edit: string };
}) {
  const isNew = useForm(session, (form) => form.view.mode === 'create' || form.state.gone);
  const why = isNew ? denied.create : denied.edit;
  const states = useForm(session, (form) => form.view.startStates);
  const chosen = states.includes(start) ? start : 'RUNNING';
  const create = (state: StartState) => void writes.create(state);
  const save = () => void writes.review();
  const primary = () => (why !== '' ? undefined : isNew ? create(chosen) : save());
  useCommands('Form', {
    save: {
      label: isNew ? 'create' : 'save…',
      run: primary,
      unavailable: why === '' ? undefined : why,
    },
  });
  return (
    <ActionBar left={<CheckLine session={session} asking={asking} narrow={narrow} />}>
      {why !== '' ? (
        <span className={styles.quiet}>{why} Nothing can be sent from here.</span>
      ) : isNew ? (
        <CreateButtons
          states={states}
          chosen={chosen}
          narrow={narrow}
          sending={writes.sending}
          onStart={onStart}
          onCreate={create}
        />
      ) : (
        <Button variant="primary" combo={keyOf('Form', 'save')} onClick={save}>
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
        <span className={styles.quiet}>The worker validates the config, then it is created.</span>
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
      <Button variant="primary" combo={keyOf('Form', 'save')} onClick={() => onCreate(chosen)}>
        Create connector
      </Button>
    </>
  );
}
