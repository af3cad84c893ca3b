import { IconClockExclamation, IconRefresh } from '@tabler/icons-react';
import { useCallback } from 'react';
import type { ConnectorDetail } from '../../bridge/dto';
import { shortClass } from '../../lib/class-names';
import { ago } from '../../lib/moments';
import { useLastAnswers } from '../../shell/last-answers';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { RelativeTime, useTimeText } from '../../ui/times';
import styles from './header.module.css';

/** Type, class and version, beside the name. */
export function Plugin({ detail }: { detail: ConnectorDetail }) {
  const { type } = detail.row;
  return (
    <>
      {type !== '' && (
        <span className={styles.type}>
          <ConnectorTypeIcon type={type} /> {type}
        </span>
      )}
      <span className={styles.plugin} title={detail.row.class}>
        {shortClass(detail.row.class)} {detail.pluginVersion}
      </span>
    </>
  );
}

/** When what is shown was last confirmed. */
export function Seen({ profile, detail }: { profile: string; detail: ConnectorDetail }) {
  const { updatedAt, stale, gone, goneAt } = detail;
  if (updatedAt === 0) {
    return null;
  }
  const old = stale || gone;
  const Sign = old ? IconClockExclamation : IconRefresh;
  return (
    <span className={styles.seen} data-stale={old || undefined}>
      <Sign size={14} stroke={1.75} aria-hidden />
      {old ? (
        <RelativeTime at={gone ? goneAt : updatedAt} before="Seen " />
      ) : (
        <Updated profile={profile} at={updatedAt} />
      )}
    </span>
  );
}

/** A poll without changes has confirmed what is shown. */
function Updated({ profile, at }: { profile: string; at: number }) {
  const answers = useLastAnswers();
  return <>Updated {useTimeText(useCallback((now) => ago(answers.since(profile, at), now), [answers, profile, at]))}</>;
}
