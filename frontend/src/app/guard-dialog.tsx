import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../bridge/context';
import type { ClusterSummary } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import type { Combo } from '../lib/keys';
import { clock } from '../lib/moments';
import { keyOf, useCommands } from '../shell/commands';
import type { Question } from '../shell/guard';
import { Button } from '../ui/button';
import { Radio } from '../ui/checks';
import { Dialog } from '../ui/dialog';
import { FieldError } from '../ui/field-row';
import { Kbd } from '../ui/kbd';
import { NothingSent } from '../ui/nothing-sent';
import { EnvTag } from '../ui/tag';
import { useTimeText } from '../ui/times';
import styles from './guard.module.css';

const unlockFor = 15 * 60_000;

/** Asks before a change on a production cluster: only this time, or for 15 minutes. */
export function GuardDialog({ question, cluster }: { question: Question; cluster: ClusterSummary }) {
  const { clusters } = useBridge();
  const [unlock, setUnlock] = useState(false);
  const [failed, setFailed] = useState('');
  const until = useTimeText((now) => clock(now + unlockFor));
  const { action, consent } = question.problem;
  const asked = useQuery({
    queryKey: ['question', cluster.id, consent],
    queryFn: ({ signal }) => clusters.question(cluster.id, consent, signal),
  });
  // Go answers from memory; opening before that would move the choices when the requests arrive.
  if (asked.isPending) {
    return null;
  }
  const send = () => {
    clusters.allow(cluster.id, consent, unlock).then(
      () => question.answer(true),
      (reason: unknown) => setFailed(problemOf(reason).text),
    );
  };
  return (
    <Dialog
      title={`${sentenceCase(action)}?`}
      meta={
        <>
          {cluster.name} <EnvTag environment={cluster.environment} />
        </>
      }
      width={560}
      onClose={() => question.answer(false)}
      fact={<NothingSent />}
      actions={
        <>
          <Button onClick={() => question.answer(false)}>Cancel</Button>
          <Button variant="primary" combo={keyOf('Production', 'send')} onClick={send} data-autofocus>
            {unlock ? `Unlock and ${action}` : sentenceCase(action)}
          </Button>
        </>
      }
    >
      <Choosing onChoose={setUnlock} onSend={send} />
      <p className={styles.words}>
        <IconLock size={14} stroke={1.75} aria-hidden />{' '}
        {question.problem.text.replace(' Nothing has been sent yet.', '')}
      </p>
      <Requests lines={asked.data?.requests ?? []} />
      <fieldset className={styles.choices} aria-label="How long">
        <Choice
          combo={keyOf('Production', 'once')}
          title="Only this time"
          hint="The next change asks again."
          chosen={!unlock}
          onChoose={() => setUnlock(false)}
        />
        <Choice
          combo={keyOf('Production', 'unlock')}
          title="Unlock for 15 minutes"
          hint={`No more questions until ${until}. Delete still asks for the name.`}
          chosen={unlock}
          onChoose={() => setUnlock(true)}
        />
      </fieldset>
      {failed !== '' && (
        <div role="alert">
          <FieldError>{failed}</FieldError>
        </div>
      )}
    </Dialog>
  );
}

/** The request lines that would be sent; nothing if the kind of cluster has none. */
function Requests({ lines }: { lines: readonly string[] }) {
  return (
    lines.length > 0 && (
      <ul className={styles.requests} aria-label="What will be sent">
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a question never change, and two may be equal
          <li key={i}>{line}</li>
        ))}
      </ul>
    )
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The keys of the dialog. Bound inside it, because a dialog blocks the keys below it. */
function Choosing({ onChoose, onSend }: { onChoose: (unlock: boolean) => void; onSend: () => void }) {
  useCommands('Production', { once: () => onChoose(false), unlock: () => onChoose(true), send: onSend });
  return null;
}

function Choice({
  combo,
  title,
  hint,
  chosen,
  onChoose,
}: {
  combo: Combo | undefined;
  title: string;
  hint: string;
  chosen: boolean;
  onChoose: () => void;
}) {
  return (
    <div className={styles.choice} data-chosen={chosen || undefined}>
      <Radio name="guard" checked={chosen} onChange={onChoose} hint={hint}>
        <b>{title}</b>
      </Radio>
      <Kbd combo={combo} />
    </div>
  );
}
