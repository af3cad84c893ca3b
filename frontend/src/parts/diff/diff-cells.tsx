import styles from './diff.module.css';
import type { DiffRow, Side } from './diff-rows';

type Tone = 'same' | 'add' | 'remove' | 'conflict';

/** One row of the diff: two halves, or in one column what goes above what comes. */
export function DiffCells({ row, split, secret }: { row: DiffRow; split: boolean; secret: boolean }) {
  const tones = tonesOf(row);
  const stop = row.stop ? { 'data-stop': true, tabIndex: -1 } : {};
  if (split) {
    return (
      <div className={styles.pair} {...stop}>
        <Half row={row} side={row.before} tone={tones.before} secret={secret} />
        <Half row={row} side={row.after} tone={tones.after} secret={secret} after />
      </div>
    );
  }
  if (row.change === 'same' || row.change === 'conflict') {
    return (
      <div className={styles.single} {...stop}>
        <Half row={row} side={row.after} tone={tones.after} secret={secret} after />
      </div>
    );
  }
  return (
    <div className={styles.single} {...stop}>
      {row.before !== null && <Half row={row} side={row.before} tone={tones.before} secret={secret} />}
      {row.after !== null && <Half row={row} side={row.after} tone={tones.after} secret={secret} after />}
    </div>
  );
}

function tonesOf(row: DiffRow): { before: Tone; after: Tone } {
  switch (row.change) {
    case 'same':
      return { before: 'same', after: 'same' };
    case 'conflict':
      return { before: 'conflict', after: 'conflict' };
    case 'added':
    case 'removed':
    case 'changed':
      return { before: 'remove', after: 'add' };
  }
}

const signs: Readonly<Record<Tone, string>> = { same: '', add: '+', remove: '−', conflict: '!' };
const spoken: Readonly<Record<Tone, string>> = { same: '', add: 'new: ', remove: 'old: ', conflict: 'settled: ' };

function Half({
  row,
  side,
  tone,
  secret,
  after = false,
}: {
  row: DiffRow;
  side: Side | null;
  tone: Tone;
  secret: boolean;
  after?: boolean;
}) {
  if (side === null) {
    return <div className={styles.half} data-tone="none" aria-hidden />;
  }
  const first = side.key !== '';
  return (
    <div className={styles.half} data-tone={tone}>
      <span className={styles.number} aria-hidden>
        {side.number}
      </span>
      <span className={styles.sign} aria-hidden>
        {signs[tone]}
      </span>
      <code className={styles.text} data-cut={tone === 'same' || undefined}>
        <span className="sl-hidden">{spoken[tone]}</span>
        {first ? (
          <>
            <span className={styles.key}>{side.key}</span>
            <span className={styles.equals}> = </span>
          </>
        ) : (
          <span className={styles.indent} />
        )}
        {side.words.length === 0 && <i className={styles.empty}>empty</i>}
        {side.words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
          <span key={index} data-changed={word.changed || undefined}>
            {word.text}
          </span>
        ))}
        {!side.last && ','}
        {after && first && secret && row.change === 'changed' && <span className={styles.note}> another value</span>}
        {after && side.last && row.note !== '' && <span className={styles.note}> {row.note}</span>}
      </code>
    </div>
  );
}
