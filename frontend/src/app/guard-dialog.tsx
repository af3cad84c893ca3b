import { IconLock, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useBridge } from '../bridge/context';
import type { ClusterSummary } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import { clock } from '../lib/moments';
import type { Question } from '../shell/guard';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { FieldError } from '../ui/field-row';
import { Kbd } from '../ui/kbd';
import { useKeys } from '../ui/keys/keys-provider';
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
  const { action } = question.problem;
  const send = () => {
    clusters.allow(cluster.id, question.problem.consent, unlock).then(
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
      fact={
        <>
          <IconShieldCheck size={14} aria-hidden /> Nothing has been sent yet.
        </>
      }
      actions={
        <>
          <Button onClick={() => question.answer(false)}>Cancel</Button>
          <Button variant="primary" combo="Enter" onClick={send} data-autofocus>
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
      <fieldset className={styles.choices} aria-label="How long">
        <Choice
          combo="1"
          title="Only this time"
          hint="The next change asks again."
          chosen={!unlock}
          onChoose={() => setUnlock(false)}
          onSend={send}
        />
        <Choice
          combo="2"
          title="Unlock for 15 minutes"
          hint={`No more questions until ${until}. Delete still asks for the name.`}
          chosen={unlock}
          onChoose={() => setUnlock(true)}
          onSend={send}
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

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The keys of the dialog, inside it: below it they would be silent. */
function Choosing({ onChoose, onSend }: { onChoose: (unlock: boolean) => void; onSend: () => void }) {
  useKeys('Production', [
    { combo: '1', label: 'only this time', inFields: true, run: () => onChoose(false) },
    { combo: '2', label: 'unlock for 15 minutes', inFields: true, run: () => onChoose(true) },
    { combo: 'Enter', label: 'send', run: onSend },
  ]);
  return null;
}

function Choice({
  combo,
  title,
  hint,
  chosen,
  onChoose,
  onSend,
}: {
  combo: string;
  title: string;
  hint: string;
  chosen: boolean;
  onChoose: () => void;
  onSend: () => void;
}) {
  return (
    <label className={styles.choice} data-chosen={chosen || undefined}>
      <input
        type="radio"
        name="guard"
        checked={chosen}
        onChange={onChoose}
        onKeyDown={(event) => event.key === 'Enter' && onSend()}
      />
      <span className={styles.choiceWords}>
        <b>{title}</b>
        <span className={styles.hint}>{hint}</span>
      </span>
      <Kbd combo={combo} />
    </label>
  );
}
