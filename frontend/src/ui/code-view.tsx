import { memo, useMemo } from 'react';
import { linesOf, type Span } from './code-lines';
import styles from './code-view.module.css';

/**
 * A text exactly as it is: read-only, mono, with coloured spans. The style sheet draws the line numbers, so that
 * selecting and copying includes only the text.
 */
export const CodeView = memo(function CodeView({
  label,
  text,
  spans = [],
  numbers = false,
  wrap = true,
}: {
  label: string;
  text: string;
  /** In UTF-16 units, not overlapping. */
  spans?: readonly Span[];
  numbers?: boolean;
  wrap?: boolean;
}) {
  // A final line end does not start another line.
  const lines = useMemo(() => linesOf(text.replace(/\n$/, ''), spans), [text, spans]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={styles.view} aria-label={label} tabIndex={0} data-wrap={wrap || undefined}>
      <pre className={styles.text} data-numbers={numbers || undefined}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={index} className={styles.line}>
            {line.map((piece) =>
              piece.kind === undefined ? (
                piece.text
              ) : (
                <span key={piece.at} data-kind={piece.kind}>
                  {piece.text}
                </span>
              ),
            )}
            {line.length === 0 && '\n'}
          </div>
        ))}
      </pre>
    </section>
  );
});
