import type { ExportText } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { sizeText } from '../../lib/sizes';
import { CodeView } from '../../ui/code-view';
import styles from './export.module.css';

/** The exact text: what is shown is what is copied, byte by byte. */
export function ExportPreview({ title = 'Preview', text }: { title?: string; text: ExportText }) {
  const lines = text.text.split('\n').length - (text.text.endsWith('\n') ? 1 : 0);
  const has = (kind: string) => text.spans.some((span) => span.kind === kind);
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <span className={styles.note}>
          {plural(lines, 'line')}, {sizeText(new TextEncoder().encode(text.text).length)}
        </span>
        <span className={styles.needs}>{text.needs}</span>
      </div>
      <div className={styles.code}>
        <CodeView label="The exported text" text={text.text} spans={text.spans} numbers wrap={false} />
      </div>
      <div className={styles.legend}>
        {has('variable') && (
          <span className={styles.key} data-kind="variable">
            variable, read from your shell
          </span>
        )}
        {has('placeholder') && (
          <span className={styles.key} data-kind="placeholder">
            placeholder, resolved by the worker
          </span>
        )}
        {has('secret') && (
          <span className={styles.key} data-kind="secret">
            secret, left out: {text.secrets.join(', ')}
          </span>
        )}
        {has('clear') && (
          <span className={styles.key} data-kind="clear">
            secret, in clear: {text.secrets.join(', ')}
          </span>
        )}
      </div>
    </>
  );
}
