import { IconCheck, IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConflictChoice, ConflictView, Review } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import { Card } from '../../../ui/page';
import { Segmented } from '../../../ui/segmented';
import { TimeText } from '../../../ui/times';
import { choiceWords, conflictWords } from './conflict-words';
import styles from './review.module.css';
import type { Choices } from './use-review';

/** What was changed elsewhere in the meantime, settled key by key before anything is saved. */
export function ConflictCard({
  review,
  onResolve,
}: {
  review: Review;
  onResolve: (choices: Choices) => Promise<void>;
}) {
  const [failed, setFailed] = useState('');
  const choose = (choices: Choices) => {
    setFailed('');
    onResolve(choices).catch((reason: unknown) => setFailed(problemOf(reason).text));
  };
  return (
    <Card tone="amber" padded>
      <div className={styles.conflictHead}>
        <IconGitCompare size={16} stroke={1.75} aria-hidden />
        <h2 className={styles.conflictTitle}>This connector was changed elsewhere after you opened it</h2>
        <span className={styles.opened}>
          you opened it at <TimeText at={review.openedAt} seconds={false} />
        </span>
      </div>
      <ul>
        {review.conflicts.map((conflict) => (
          <li key={conflict.key} className={styles.conflict} data-open={conflict.choice === '' || undefined}>
            <code className={styles.conflictKey}>{conflict.key}</code>
            <span className={styles.conflictWords}>
              {conflictWords(conflict).map((part, index) =>
                part.value === true ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
                  <b key={index} className={styles.conflictValue}>
                    {part.text}
                  </b>
                ) : (
                  part.text
                ),
              )}
            </span>
            <Choice conflict={conflict} onChoose={(choice) => choose({ [conflict.key]: choice })} />
          </li>
        ))}
      </ul>
      {failed !== '' && <p role="alert">{failed}</p>}
    </Card>
  );
}

function Choice({
  conflict,
  onChoose,
}: {
  conflict: ConflictView;
  onChoose: (choice: Exclude<ConflictChoice, ''>) => void;
}) {
  if (!conflict.touched) {
    return (
      <span className={styles.taken}>
        <IconCheck size={14} stroke={1.75} aria-hidden /> Taken
      </span>
    );
  }
  return (
    <Segmented<ConflictChoice>
      label={`Which ${conflict.key} counts`}
      value={conflict.choice}
      onChange={(choice) => choice !== '' && onChoose(choice)}
      segments={[
        { value: 'mine', label: `Keep mine: ${choiceWords(conflict.mine, conflict.inMine)}` },
        { value: 'theirs', label: `Take theirs: ${choiceWords(conflict.theirs, conflict.inThem)}` },
      ]}
    />
  );
}
