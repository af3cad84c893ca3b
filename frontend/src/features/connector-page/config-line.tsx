import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import styles from './config.module.css';
import { type ConfigGroup, type ConfigRow, defaultFact } from './config-rows';
import { ConfigValue } from './config-value';

/** The heading of a group, which folds it. */
export const GroupLine = memo(function GroupLine({
  group,
  closed,
  onFold,
}: {
  group: ConfigGroup;
  closed: boolean;
  onFold: (id: string) => void;
}) {
  const Caret = closed ? IconChevronRight : IconChevronDown;
  return (
    <div role="gridcell">
      <button type="button" className={styles.group} aria-expanded={!closed} onClick={() => onFold(group.id)}>
        <Caret size={14} stroke={1.75} aria-hidden />
        <span className={styles.groupTitle}>{group.title}</span>
        <span className={styles.note}>{group.set} set</span>
      </button>
    </div>
  );
});

/** Key, stored value, and a fact about the default. */
export const RowLine = memo(function RowLine({
  row,
  revealed,
  onReveal,
  withFact,
}: {
  row: ConfigRow;
  revealed: string | undefined;
  onReveal: (key: string) => void;
  withFact: boolean;
}) {
  const { field } = row;
  const fact = withFact ? defaultFact(row) : '';
  return (
    <>
      <span role="gridcell" className={styles.key} title={field.title === '' ? field.key : field.title}>
        {field.key}
      </span>
      <span role="gridcell" className={styles.value}>
        <ConfigValue row={row} revealed={revealed} onReveal={() => onReveal(field.key)} />
      </span>
      {fact !== '' && (
        <span role="gridcell" className={styles.default} title={fact}>
          <Fact fact={fact} />
        </span>
      )}
    </>
  );
});

/** The word in the text's face, the value in mono. */
function Fact({ fact }: { fact: string }): ReactNode {
  const value = /^default (?!is empty)(.*)$/s.exec(fact)?.[1];
  return value === undefined ? (
    fact
  ) : (
    <>
      default <code>{value}</code>
    </>
  );
}
