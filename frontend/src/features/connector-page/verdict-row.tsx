import type { ConnectorDetail } from '../../bridge/dto';
import { SkeletonBar } from '../../ui/skeleton';
import { VerdictIcon } from '../../ui/verdict';
import { ActionButtons } from './action-buttons';
import type { Place } from './api';
import styles from './header.module.css';
import type { Acting } from './use-act';

/** One sentence about the connector's health, and what can be done. */
export function VerdictRow({
  place,
  detail,
  acting,
  onCopyCurl,
}: {
  place: Place;
  detail: ConnectorDetail;
  acting: Acting;
  onCopyCurl: () => void;
}) {
  const { verdict, note } = detail.row;
  return (
    <div className={styles.verdict} data-stale={detail.stale || detail.gone || undefined}>
      {verdict === '' ? (
        <SkeletonBar width={320} label="waiting for its status" />
      ) : (
        <>
          {/* A connector that runs after an update that failed has not failed itself. */}
          <VerdictIcon verdict={note === '' ? verdict : 'degraded'} size={20} />
          <div className={styles.words}>
            <p className={styles.sentence}>{detail.sentence}</p>
            {/* The line below reports the restart; showing both would move the page twice. */}
            {verdict !== 'restarting' && <p className={styles.support}>{detail.support}</p>}
          </div>
        </>
      )}
      {!detail.gone && (
        <span className={styles.actions}>
          <ActionButtons place={place} detail={detail} acting={acting} onCopyCurl={onCopyCurl} />
        </span>
      )}
    </div>
  );
}
