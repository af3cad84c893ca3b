import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { TraceCause, TraceView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { Segmented } from '../../ui/segmented';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { type Place, traceQuery } from './api';
import styles from './trace.module.css';

type Form = 'causes' | 'raw';

/** The trace of a task, or of the connector itself (task -1), turned over: root cause first, frames folded. */
export function TraceSection({
  place,
  task,
  seen,
  masked,
}: {
  place: Place;
  task: number;
  /** What makes this failure another one than the last. */
  seen: string;
  masked: boolean;
}) {
  const trace = useQuery(traceQuery(useBridge(), place, task, seen));
  const [form, setForm] = useState<Form>('causes');
  const notes = [
    trace.data === undefined ? '' : foldedWords(trace.data),
    masked ? 'values of secrets are masked' : '',
  ].filter(Boolean);
  return (
    <section className={styles.section} aria-label="Trace">
      <header className={styles.head}>
        <h2 className={styles.title}>{task < 0 ? 'Trace of the connector' : `Trace of task ${String(task)}`}</h2>
        <span className={styles.note}>{notes.join(', ')}</span>
        {trace.data !== undefined && (
          <span className={styles.right}>
            <Segmented
              label="Form of the trace"
              size="sm"
              value={form}
              onChange={setForm}
              segments={[
                { value: 'causes', label: 'Causes' },
                { value: 'raw', label: 'Raw' },
              ]}
            />
            <CopyButton text={trace.data.raw} size="sm">
              Copy trace
            </CopyButton>
          </span>
        )}
      </header>
      {trace.isError && (
        <ErrorBlock
          title="The trace could not be read"
          problem={problemOf(trace.error)}
          actions={<Button onClick={() => void trace.refetch()}>Try again</Button>}
        />
      )}
      {trace.isPending && <SkeletonBar width={320} label="reading the trace" />}
      {trace.data !== undefined &&
        (form === 'raw' ? (
          <div className={styles.box}>
            <div className={styles.raw}>
              <CodeView label="The trace as the worker sent it" text={trace.data.raw} />
            </div>
          </div>
        ) : (
          <ol key={`${String(task)} ${seen}`} className={styles.box}>
            {trace.data.causes.map((cause, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cause is its place in the chain
              <Cause key={index} cause={cause} number={index + 1} />
            ))}
          </ol>
        ))}
    </section>
  );
}

function foldedWords(trace: TraceView): string {
  if (trace.frames === 0) {
    return ''; // the service sends a sentence, not a Java trace
  }
  const causes = trace.causes.length > 1 ? 'root cause first, ' : '';
  return `${causes}${trace.folded === 0 ? 'no frame' : String(trace.folded)} of ${String(trace.frames)} frames folded`;
}

function Cause({ cause, number }: { cause: TraceCause; number: number }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (group: number) => {
    const next = new Set(open);
    if (!next.delete(group)) {
      next.add(group);
    }
    setOpen(next);
  };
  const at = cause.class.lastIndexOf('.') + 1;
  return (
    <li className={styles.cause} data-root={cause.root || undefined}>
      <span className={styles.number}>{number}</span>
      <div className={styles.words}>
        <div className={styles.class}>
          {cause.class.slice(0, at)}
          <b>{cause.class.slice(at)}</b>
          {cause.root && <span className={styles.root}>root cause</span>}
        </div>
        {cause.message !== '' && <div className={styles.message}>{cause.message}</div>}
        {cause.top !== '' && <div className={styles.frame}>{frameText(cause.top)}</div>}
        {cause.groups.map((group, index) => {
          const Caret = open.has(index) ? IconChevronDown : IconChevronRight;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place in the trace
            <div key={index}>
              <button
                type="button"
                className={styles.fold}
                aria-expanded={open.has(index)}
                onClick={() => toggle(index)}
              >
                <Caret size={14} stroke={1.75} aria-hidden />
                {group.title}
              </button>
              {open.has(index) && (
                <div className={styles.frames}>
                  {group.frames.map((frame, line) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat, their place does not
                    <div key={line} className={styles.frame}>
                      {frameText(frame)}
                    </div>
                  ))}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </li>
  );
}

function frameText(frame: string): string {
  return frame.startsWith('at ') || frame.startsWith('...') ? frame : `at ${frame}`;
}
