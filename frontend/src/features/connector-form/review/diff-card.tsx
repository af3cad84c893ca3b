import { IconDotsVertical } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Review } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import { Button } from '../../../ui/button';
import { Kbd } from '../../../ui/kbd';
import { RelativeTime } from '../../../ui/times';
import { reviewRows } from '../model/diff-rows';
import { DiffCells } from './diff-cells';
import styles from './review.module.css';

const none: ReadonlySet<string> = new Set();

/** Both configs by key; what did not change is folded. */
export function DiffCard({ review, split, onNext }: { review: Review; split: boolean; onNext: () => void }) {
  const [opened, setOpened] = useState(none);
  const rows = useMemo(() => reviewRows(review.lines, opened), [review.lines, opened]);
  return (
    <section className={styles.diff} aria-label="What changes" data-split={split || undefined}>
      <header className={styles.diffHead}>
        <span>
          <b>On the worker now</b>{' '}
          <span className={styles.fact}>
            read <RelativeTime at={review.readAt} />
          </span>
        </span>
        <span>
          <b>After saving</b> <Counts review={review} />
        </span>
      </header>
      <div className={styles.lines}>
        {rows.map((row) =>
          row.kind === 'fold' ? (
            <button
              key={row.id}
              type="button"
              className={styles.fold}
              onClick={() => setOpened(new Set([...opened, row.id]))}
            >
              <IconDotsVertical size={14} stroke={1.75} aria-hidden /> {plural(row.count, 'unchanged setting')}
            </button>
          ) : (
            <DiffCells key={row.id} row={row} split={split} secret={isSecret(review, row.of)} />
          ),
        )}
      </div>
      <footer className={styles.diffFoot}>
        <span>Secrets are masked on both sides. Placeholders are shown as written.</span>
        <Button variant="plain" size="sm" onClick={onNext}>
          <Kbd combo="F8" /> next change
        </Button>
      </footer>
    </section>
  );
}

function isSecret(review: Review, key: string): boolean {
  return review.lines.some((line) => line.key === key && line.secret);
}

function Counts({ review }: { review: Review }) {
  return (
    <span className={styles.counts}>
      {review.added > 0 && <span data-tone="add">+{review.added}</span>}
      {review.removed > 0 && <span data-tone="remove">−{review.removed}</span>}
      {review.changed > 0 && <span data-tone="change">{review.changed} changed</span>}
    </span>
  );
}
