import { IconAlertCircleFilled, IconCircleCheck } from '@tabler/icons-react';
import type { ExportLine, ExportRead } from '../../bridge/dto';
import { counted, plural } from '../../lib/plural';
import { visible } from '../../lib/visible';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import styles from './export.module.css';

/** What was read, with its secrets; what could not be read comes first, with the reason. */
export function ReadLines({
  read,
  files,
  done,
  total,
  onAgain,
}: {
  read: ExportRead | undefined;
  /** The files of those that can be exported, in their order; empty if there is one file for all. */
  files: readonly string[];
  done: number;
  total: number;
  onAgain: () => void;
}) {
  if (read === undefined) {
    return (
      <p className={styles.progress}>
        <Spinner size={14} />
        {/* Announced once: the count changes with every connector. */}
        <span role="status">Reading {plural(total, 'config')}. Nothing is written yet.</span>
        <span>
          {counted(done)} of {counted(total)} done
        </span>
      </p>
    );
  }
  const unread = read.lines.filter((line) => line.problem.code !== '');
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title}>Connectors</h3>
        <span className={styles.note}>
          {counted(read.read)} of {counted(total)} can be exported
        </span>
        {unread.length > 0 && (
          <span className={styles.needs}>
            <Button variant="link" onClick={onAgain}>
              Read again
            </Button>
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached with the keyboard */}
      <ul className={styles.lines} aria-label="What will be exported" tabIndex={0}>
        {unread.map((line) => (
          <Line key={line.name} line={line} />
        ))}
        {read.lines
          .filter((line) => line.problem.code === '')
          .map((line, at) => (
            <Line key={line.name} line={line} file={files[at]} />
          ))}
      </ul>
    </>
  );
}

function Line({ line, file }: { line: ExportLine; file?: string | undefined }) {
  const { name, settings, secrets, problem } = line;
  if (problem.code !== '') {
    return (
      <li className={styles.line}>
        <IconAlertCircleFilled className={styles.unread} size={14} aria-hidden />
        <span className={styles.lineName}>{visible(name)}</span>
        <span className={styles.why}>
          left out: {problem.text} {problem.worker !== '' && <code>{problem.worker}</code>}
        </span>
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <IconCircleCheck className={styles.read} size={14} stroke={1.75} aria-hidden />
      <span className={styles.lineName}>{visible(name)}</span>
      <span className={styles.note}>
        {plural(settings, 'setting')}
        {file !== undefined && (
          <>
            , in <code>{visible(file)}</code>
          </>
        )}
        {secrets.length > 0 && (
          <>
            , secret: <code>{secrets.join(', ')}</code>
          </>
        )}
      </span>
    </li>
  );
}
