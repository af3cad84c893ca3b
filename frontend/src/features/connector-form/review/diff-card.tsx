import type { Review } from '../../../bridge/dto';
import { DiffLines } from '../../../parts/diff/diff-lines';
import { keyOf } from '../../../shell/commands';
import { Button } from '../../../ui/button';
import { Kbd } from '../../../ui/kbd';
import { RelativeTime } from '../../../ui/times';
import styles from './review.module.css';

/** Both configs by key; what did not change is folded. */
export function DiffCard({ review, split, onNext }: { review: Review; split: boolean; onNext: () => void }) {
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
        <DiffLines lines={review.lines} split={split} />
      </div>
      <footer className={styles.diffFoot}>
        <span>Secrets are masked on both sides. Placeholders are shown as written.</span>
        <Button variant="plain" size="sm" onClick={onNext}>
          <Kbd combo={keyOf('Review', 'nextChange')} /> next change
        </Button>
      </footer>
    </section>
  );
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
