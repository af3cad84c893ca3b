import { IconGitCompare, IconInfoCircle, IconKey, IconPlugConnectedX, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import { useCluster } from '../../../shell/queries';
import { Button, IconButton } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { Banner } from '../../../ui/states';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './form.module.css';

/** What is to be said about the form as a whole, the gravest first. */
export function FormBanners({
  session,
  onJump,
  onReview,
}: {
  session: FormSession;
  onJump: (key: string) => void;
  onReview: () => void;
}) {
  const definitions = useForm(session, (form) => form.view.problem);
  const notes = useForm(session, (form) => form.view.notes);
  const gone = useForm(session, (form) => form.state.gone);
  const conflict = useForm(session, (form) => form.state.conflict);
  const problem = useForm(session, (form) => form.state.problem);
  const stuck = useForm(session, (form) => form.stuckText);
  // As one text, so that it is the same while nothing changed.
  const missing = useForm(session, (form) => form.view.missingSecrets.filter((key) => !form.isSet(key)).join('\n'));
  const [read, setRead] = useState(false);
  const cluster = useCluster(useForm(session, (form) => form.view.profile));
  const asked = missing === '' ? [] : missing.split('\n');
  return (
    <>
      {stuck !== '' && (
        <Banner
          tone="red"
          icon={IconPlugConnectedX}
          actions={
            <Button
              size="sm"
              onClick={() => {
                session.flush().catch(() => undefined); // the banner stays and says why
              }}
            >
              Try again
            </Button>
          }
        >
          {stuck}
        </Banner>
      )}
      {cluster?.health === 'unreachable' && (
        <Banner tone="amber" icon={IconPlugConnectedX}>
          <b>
            {cluster.name} does not answer{cluster.note === '' ? '' : `, ${cluster.note}`}.
          </b>{' '}
          What you type is stored here. Nothing can be checked by the worker, created or saved until it answers.
        </Banner>
      )}
      {gone && (
        <Banner tone="amber" icon={IconTrash}>
          <b>This connector was deleted elsewhere.</b> Your draft is stored; create it again under this or another name.
        </Banner>
      )}
      {conflict && !gone && (
        <Banner
          tone="amber"
          icon={IconGitCompare}
          actions={
            <Button size="sm" onClick={onReview}>
              See both
            </Button>
          }
        >
          <b>This config was changed elsewhere after you opened it.</b> Your draft is stored; settle each key before you
          save.
        </Banner>
      )}
      {definitions.code !== '' && (
        <Banner
          tone={definitions.code === 'unsupported' ? 'neutral' : 'amber'}
          icon={definitions.code === 'unsupported' ? IconInfoCircle : IconPlugConnectedX}
        >
          <Worded problem={definitions} lead="No definitions. Keys are free text." />
        </Banner>
      )}
      {problem.code !== '' && (
        <Banner tone="red" icon={IconPlugConnectedX} actions={<CopyButton size="sm" text={worded(problem)} />}>
          <Worded problem={problem} />
        </Banner>
      )}
      {asked.length > 0 && (
        <Banner tone="amber" icon={IconKey}>
          <b>Enter {plural(asked.length, 'secret')} again:</b> {asked.length === 1 ? 'it was' : 'they were'} stored only
          until the app closed. <Keys keys={asked} onJump={onJump} />
        </Banner>
      )}
      {notes.length > 0 && !read && (
        <Banner
          tone="neutral"
          icon={IconInfoCircle}
          actions={<IconButton icon={IconX} label="Close" size="sm" onClick={() => setRead(true)} />}
        >
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Banner>
      )}
    </>
  );
}

function Keys({ keys, onJump }: { keys: readonly string[]; onJump: (key: string) => void }): ReactNode {
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && ', '}
      <Button variant="link" onClick={() => onJump(key)}>
        <code>{key}</code>
      </Button>
    </span>
  ));
}

/** Our sentence, then the worker's own words, unchanged. */
export function Worded({ problem, lead }: { problem: Problem; lead?: string }) {
  return (
    <>
      <span>
        {problem.text} {lead}
      </span>
      {problem.worker !== '' && <pre className={styles.worker}>{problem.worker}</pre>}
    </>
  );
}

function worded(problem: Problem): string {
  return problem.worker === '' ? problem.text : `${problem.text}\n${problem.worker}`;
}
