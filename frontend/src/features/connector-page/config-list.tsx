import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useId, useMemo, useRef } from 'react';
import { leaveGrid, takeFocus, useGridFocus } from '../../ui/table/use-grid-focus';
import { useStable } from '../../ui/use-stable';
import styles from './config.module.css';
import { GroupLine, RowLine } from './config-line';
import { type ConfigLine, configLines } from './config-lines';
import { type ConfigGroup, listItems } from './config-rows';

const lineHeight = 28;

/**
 * Dense rows in groups, a cursor among them; `below` opens under the row of the cursor. Only what is on the screen is
 * drawn, and the cursor draws nothing but the two rows it leaves and enters.
 */
export function ConfigList(props: {
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
  const { name, groups, folded, cursor, revealed, below, withFacts } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const onFold = useStable(props.onFold);
  const onReveal = useStable(props.onReveal);
  const lines = useMemo(() => configLines(groups, folded), [groups, folded]);
  const keyAt = useMemo(() => (index: number) => lines[index]?.key ?? index, [lines]);
  useGridFocus(grid, true);

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only, never passed on
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => grid.current,
    estimateSize: () => lineHeight,
    getItemKey: keyAt,
    overscan: 4,
    scrollPaddingStart: lineHeight,
    initialRect: { width: 1000, height: 600 },
  });
  const at = useMemo(() => lines.findIndex((line) => line.kind === 'row' && line.key === cursor), [lines, cursor]);
  const follow = useEffectEvent((key: string) => {
    if (key !== '' && at >= 0) {
      virtual.scrollToIndex(at, { align: 'auto' });
      takeFocus(grid.current);
    }
  });
  useEffect(() => follow(cursor), [cursor]);
  const items = virtual.getVirtualItems();
  const drawn = items.some((item) => item.index === at);

  return (
    <div
      ref={grid}
      role="treegrid"
      tabIndex={0}
      className={styles.scroller}
      aria-label={`Config of ${name}`}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={drawn ? `${id}-${String(at)}` : undefined}
      onBlur={(event) => leaveGrid(event.currentTarget)}
    >
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <span role="columnheader">Key</span>
        <span role="columnheader">Stored value</span>
      </div>
      <div role="rowgroup" className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (line === undefined) {
            return null;
          }
          const here = item.index === at;
          const opened = here ? below : null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: J and K move the cursor, here is only the pointer's way
            <div
              key={line.key}
              ref={mayBeHigh(line) || opened !== null ? virtual.measureElement : undefined}
              data-index={item.index}
              id={`${id}-${String(item.index)}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-level={line.kind === 'group' ? 1 : 2}
              aria-expanded={line.kind === 'group' ? !line.closed : undefined}
              aria-current={here || undefined}
              className={styles.line}
              style={{ transform: `translateY(${String(item.start)}px)` }}
              onClick={line.kind === 'row' ? () => props.onCursor(line.key) : undefined}
            >
              {line.kind === 'group' ? (
                <GroupLine group={line.group} closed={line.closed} onFold={onFold} />
              ) : (
                <div className={styles.row} data-key={line.key} data-cursor={here || undefined}>
                  <RowLine row={line.row} revealed={revealed.get(line.key)} onReveal={onReveal} withFact={withFacts} />
                </div>
              )}
              {opened !== null && (
                <div role="gridcell" className={styles.below}>
                  {opened}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Items of a list may need more than one line; all else is as high as every row. */
function mayBeHigh(line: ConfigLine): boolean {
  return line.kind === 'row' && listItems(line.row) !== null;
}
