import { IconLock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallDetail } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { durationText } from '../../lib/durations';
import { sizeText } from '../../lib/sizes';
import { IconButton } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { useCall } from './api';
import styles from './call-log.module.css';
import { Status } from './columns';

type Part = 'curl' | 'request' | 'answer';

/** One call, opened: curl first, then what went out and what came back. */
export function CallPane({ id, onClose }: { id: number; onClose: () => void }) {
  const call = useCall(id);
  const [part, setPart] = useState<Part>('curl');
  if (call.isError) {
    return (
      <section className={styles.pane}>
        <ErrorBlock title="This call is not kept any more" problem={problemOf(call.error)} />
      </section>
    );
  }
  if (call.data === undefined) {
    return (
      <section className={styles.pane}>
        <SkeletonBar width={320} label="reading the call" />
      </section>
    );
  }
  const { row, curl, request, answer } = call.data;
  const texts: Record<Part, string> = { curl, request, answer };
  return (
    <section className={styles.pane} aria-label="The chosen call">
      <header className={styles.paneHead}>
        <span className={styles.mono} data-strong>
          {row.method}
        </span>
        <span className={styles.panePath} title={row.path}>
          {row.path}
        </span>
        <Status status={row.status} />
        <span className={styles.paneActions}>
          <CopyButton text={curl} variant="primary" combo="C">
            Copy as curl
          </CopyButton>
          <IconButton icon={IconX} label="Close" onClick={onClose} />
        </span>
      </header>
      <div className={styles.paneBody}>
        <div className={styles.texts}>
          <Tabs
            label="Parts of the call"
            value={part}
            onChange={setPart}
            tabs={[
              { value: 'curl', label: 'curl' },
              { value: 'request', label: 'Request' },
              { value: 'answer', label: `Answer ${row.status === 0 ? '' : sizeText(row.bytes)}` },
            ]}
            right={<CopyButton text={texts[part]} variant="plain" size="sm" />}
          />
          {texts[part] === '' ? (
            <p className={styles.nothing}>{part === 'request' ? 'This call had no body.' : 'No body is kept.'}</p>
          ) : (
            <div className={styles.text}>
              <CodeView label={part} text={texts[part]} />
            </div>
          )}
        </div>
        <Story detail={call.data} />
      </div>
    </section>
  );
}

function Story({ detail }: { detail: CallDetail }) {
  const total = Math.max(detail.row.took, 1);
  const bars = [
    { title: 'Connection', took: detail.connect, text: detail.reused ? 'reused' : durationText(detail.connect) },
    { title: 'Sent', took: detail.sent, text: durationText(detail.sent) },
    { title: 'Waited', took: detail.waited, text: durationText(detail.waited) },
    { title: 'Received', took: detail.got, text: durationText(detail.got) },
  ];
  let from = 0;
  return (
    <aside className={styles.story}>
      <h3 className={styles.storyTitle}>Timing, {durationText(detail.row.took)}</h3>
      {bars.map(({ title, took, text }) => {
        const style = { marginLeft: `${String((from / total) * 100)}%`, width: `${String((took / total) * 100)}%` };
        from += took;
        return (
          <div key={title} className={styles.timing}>
            <span>{title}</span>
            <span className={styles.track}>
              <span className={styles.bar} style={style} />
            </span>
            <span className={styles.took}>{text}</span>
          </div>
        );
      })}
      <h3 className={styles.storyTitle}>What happened</h3>
      <p className={styles.words}>{detail.story}</p>
      <p className={styles.safety}>
        <IconLock size={14} stroke={1.75} aria-hidden />
        Passwords are never in this log. The copied command asks the shell for them.
      </p>
    </aside>
  );
}
