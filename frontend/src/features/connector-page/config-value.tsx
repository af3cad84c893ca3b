import { IconEye, IconEyeOff, IconFileText, IconLock } from '@tabler/icons-react';
import { shortPlaceholder } from '../../lib/class-names';
import { readSetting } from '../../lib/durations';
import { IconButton } from '../../ui/button';
import { ValueChip } from '../../ui/chip';
import styles from './config.module.css';
import { type ConfigRow, listItems, placeholderPieces } from './config-rows';

const shownItems = 12;

/** A stored value as it reads best; what is copied and sent stays the text. */
export function ConfigValue({
  row,
  revealed,
  onReveal,
}: {
  row: ConfigRow;
  /** The secret, while it is shown. */
  revealed: string | undefined;
  onReveal: () => void;
}) {
  const { field, value } = row;
  if (!value.set) {
    return <span className={styles.unset}>not set</span>;
  }
  if (value.unshown) {
    return <span className={styles.unset}>set, not shown by this cluster</span>;
  }
  if (value.hidden) {
    return (
      <span className={styles.secret}>
        <IconLock size={14} stroke={1.75} aria-hidden />
        {revealed === undefined ? (
          <span className={styles.dots} role="img" aria-label="hidden">
            ••••••••••••
          </span>
        ) : (
          <span className={styles.text} data-secret>
            {oneLine(revealed)}
          </span>
        )}
        <IconButton
          icon={revealed === undefined ? IconEye : IconEyeOff}
          size="xs"
          label={`${revealed === undefined ? 'Show' : 'Hide'} ${field.key}`}
          aria-pressed={revealed !== undefined}
          tabIndex={-1}
          onClick={onReveal}
        />
      </span>
    );
  }
  if (value.text === '') {
    return <span className={styles.unset}>empty text</span>;
  }
  const items = listItems(row);
  if (items !== null) {
    return (
      <span className={styles.items}>
        {items.slice(0, shownItems).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items may repeat
          <ValueChip key={index}>{item}</ValueChip>
        ))}
        {items.length > shownItems && <span className={styles.unset}>{items.length - shownItems} more</span>}
      </span>
    );
  }
  if (value.placeholder) {
    return (
      <span className={styles.text} title={value.text}>
        {placeholderPieces(value.text).map((piece, index) =>
          piece.placeholder ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces may repeat
            <ValueChip key={index} tone="placeholder">
              <IconFileText size={12} stroke={1.75} aria-hidden />
              {shortPlaceholder(piece.text)}
            </ValueChip>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces may repeat
            <span key={index}>{oneLine(piece.text)}</span>
          ),
        )}
      </span>
    );
  }
  const end = classEnd(value.text);
  if (end > 0) {
    return (
      <span className={styles.className} title={value.text}>
        <span className={styles.package}>{value.text.slice(0, end)}</span>
        <span>{value.text.slice(end)}</span>
      </span>
    );
  }
  const reading = readSetting(value.text, field.unit);
  return (
    <span className={styles.text} title={value.text}>
      {oneLine(value.text)}
      {reading !== '' && <span className={styles.reading}>{reading}</span>}
    </span>
  );
}

/** Where the class begins in a full class name; 0 for any other text. */
function classEnd(text: string): number {
  return /^(?:[a-z_][\w]*\.){2,}[A-Z][\w$]*$/.test(text) ? text.lastIndexOf('.') + 1 : 0;
}

/** A row has one line; the panel shows the text as it is. */
function oneLine(text: string): string {
  return text.replace(/\r?\n/g, ' ⏎ ');
}
