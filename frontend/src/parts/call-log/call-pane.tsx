import { IconLock, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { CallDetail } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { durationText } from '../../lib/durations';
import { sizeText } from '../../lib/sizes';
import { keyOf, labelOf } from '../../shell/commands';
import { Button, IconButton } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { callQuery } from './api';
import styles from './call-log.module.css';
import { Status } from './columns';

type Part = 'curl' | 'request' | 'answer';

/** How much of the answer stands below the curl command. */
const answerLines = 40;

/** One call, opened: curl with the answer below it, then what went out and what came back, each whole. */
export function CallPane({ id, onClose }: { id: number; onClose: () => void }) {
  const call = useQuery(callQuery(useBridge(), id));
  const [part, setPart] = useState<Part>('curl');
  if (call.isError) {
    return (
      <section className={styles.pane}>
        <ErrorBlock title="This call is no longer in the log" problem={problemOf(call.error)} />
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
  const noAnswer = row.bytes === 0 ? 'The answer had no body.' : 'The body of this answer was not recorded.';
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
          <CopyButton text={curl} variant="primary" combo={keyOf('Calls', 'copyCurl')}>
            {labelOf('Calls', 'copyCurl')}
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
          >
            <div className={styles.text}>
              {part === 'request' && <Body label="Request" text={request} none="This call had no body." />}
              {part === 'answer' && <Body label="Answer" text={answer} none={noAnswer} />}
              {part === 'curl' && (
                <>
                  <Body label="curl" text={curl} none="" />
                  <h3 className={styles.answerTitle}>Answer of the worker</h3>
                  <AnswerStart text={answer} none={noAnswer} onWhole={() => setPart('answer')} />
                </>
              )}
            </div>
          </Tabs>
        </div>
        <Story detail={call.data} />
      </div>
    </section>
  );
}

function Body({ label, text, none }: { label: string; text: string; none: ReactNode }) {
  return text === '' ? <p className={styles.nothing}>{none}</p> : <CodeView label={label} text={text} />;
}

function AnswerStart({ text, none, onWhole }: { text: string; none: string; onWhole: () => void }) {
  const lines = text.split('\n');
  return (
    <>
      <Body label="Answer" text={lines.slice(0, answerLines).join('\n')} none={none} />
      {lines.length > answerLines && (
        <Button variant="link" onClick={onWhole}>
          Show all {lines.length} lines
        </Button>
      )}
    </>
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
