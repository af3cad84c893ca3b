import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './config.module.css';
import { type ConfigGroup, type ConfigRow, defaultFact } from './config-rows';
import { ConfigValue } from './config-value';

/** Dense rows in groups, a cursor among them; `below` opens under the row of the cursor. */
export function ConfigList({
  name,
  groups,
  folded,
  onFold,
  cursor,
  onCursor,
  revealed,
  onReveal,
  below,
  withFacts,
}: {
  name: string;
  groups: readonly ConfigGroup[];
  folded: readonly string[];
  onFold: (id: string) => void;
  cursor: string;
  onCursor: (key: string) => void;
  revealed: ReadonlyMap<string, string>;
  onReveal: (key: string) => void;
  below: ReactNode;
  withFacts: boolean;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-key="${CSS.escape(cursor)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={styles.scroller} ref={list} tabIndex={0} aria-label={`Config of ${name}`}>
      <div className={styles.headRow}>
        <span>Key</span>
        <span>Stored value</span>
      </div>
      {groups.map((group) => {
        const closed = folded.includes(group.id);
        const Caret = closed ? IconChevronRight : IconChevronDown;
        return (
          <div key={group.id}>
            <button type="button" className={styles.group} aria-expanded={!closed} onClick={() => onFold(group.id)}>
              <Caret size={14} stroke={1.75} aria-hidden />
              <span className={styles.groupTitle}>{group.title}</span>
              <span className={styles.note}>{group.set} set</span>
            </button>
            {!closed &&
              group.rows.map((row) => (
                <Row
                  key={row.field.key}
                  row={row}
                  cursor={row.field.key === cursor}
                  onCursor={() => onCursor(row.field.key)}
                  revealed={revealed.get(row.field.key)}
                  onReveal={() => onReveal(row.field.key)}
                  below={row.field.key === cursor ? below : null}
                  fact={withFacts ? defaultFact(row) : ''}
                />
              ))}
          </div>
        );
      })}
    </section>
  );
}

function Row({
  row,
  cursor,
  onCursor,
  revealed,
  onReveal,
  below,
  fact,
}: {
  row: ConfigRow;
  cursor: boolean;
  onCursor: () => void;
  revealed: string | undefined;
  onReveal: () => void;
  below: ReactNode;
  fact: string;
}) {
  const { field } = row;
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: J and K move the cursor, here is only the pointer's way */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={styles.row} data-key={field.key} data-cursor={cursor || undefined} onClick={onCursor}>
        <span className={styles.key} title={field.title === '' ? field.key : field.title}>
          {field.key}
        </span>
        <ConfigValue row={row} revealed={revealed} onReveal={onReveal} />
        {fact !== '' && (
          <span className={styles.default} title={fact}>
            <Fact fact={fact} />
          </span>
        )}
      </div>
      {below !== null && <div className={styles.below}>{below}</div>}
    </>
  );
}

/** The word in the text's face, the value in mono. */
function Fact({ fact }: { fact: string }) {
  const value = /^default (?!is empty)(.*)$/s.exec(fact)?.[1];
  return value === undefined ? (
    fact
  ) : (
    <>
      default <code>{value}</code>
    </>
  );
}
