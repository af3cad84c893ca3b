import { IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import type { ImportView } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import styles from './import.module.css';
import { linesOf, mostLines } from './text-lines';

/** The file as it was read: secrets are dots, and each line says which cluster it belongs to. */
export const FileText = memo(function FileText({ view }: { view: ImportView }) {
  const lines = linesOf(view.text, view.marks, view.state.clusters);
  const more = view.text.split('\n').length - mostLines;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={styles.code} aria-label="The file" tabIndex={0}>
      {lines.map((line) => (
        <div key={line.number} className={styles.line}>
          <span className={styles.lineNumber} aria-hidden>
            {line.number}
          </span>
          <span className={styles.margin} data-inside={line.cluster !== 0 || undefined}>
            {line.first && (
              <span className={styles.number}>
                <span className="sl-hidden">Cluster </span>
                {line.cluster}
              </span>
            )}
          </span>
          <span className={styles.lineText}>
            {line.pieces.map(({ at, text, kind }) =>
              kind === 'left_out' ? (
                <s key={at} data-kind={kind}>
                  {text}
                </s>
              ) : (
                <span key={at} data-kind={kind}>
                  {text}
                </span>
              ),
            )}
          </span>
        </div>
      ))}
      {more > 0 && <p className={styles.more}>{plural(more, 'more line')} of the file are not shown here.</p>}
    </section>
  );
});

/** What the marks of the text mean. */
export function Legend() {
  return (
    <div className={styles.legend}>
      <span>
        <span className={styles.number}>1</span> belongs to this cluster
      </span>
      <span>
        <span data-kind="variable">{'${VAR}'}</span> not read yet
      </span>
      <span>
        <s data-kind="left_out">left out</s>
      </span>
      <span>
        <IconLock size={12} aria-hidden /> secret hidden
      </span>
    </div>
  );
}
