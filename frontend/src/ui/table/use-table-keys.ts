import type { KeyboardEvent as ReactKeyboardEvent, RefObject } from 'react';
import { matches } from '../../lib/keys';
import { useKeys } from '../keys/keys-provider';
import type { KeyBinding } from '../keys/registry';
import { step } from './selection';
import type { VirtualTableProps } from './table-props';
import { takeFocus } from './use-grid-focus';
import type { useSelecting } from './use-selecting';

/** J, K, arrows and pages move the cursor; Enter opens; Space selects; Shift extends; Ctrl+A takes all; Esc clears. */
export function useTableKeys<Row>(
  props: VirtualTableProps<Row>,
  grid: RefObject<HTMLDivElement | null>,
  selecting: ReturnType<typeof useSelecting<Row>>,
  onSortMenu: () => void,
) {
  const { rows, rowKey, cursor, selection, onSelection, onSort } = props;
  const some = selection !== undefined && selection.size > 0;

  const move = (by: number, extend = false) => {
    const key = step(rows.map(rowKey), cursor, by);
    if (key === undefined) {
      return;
    }
    takeFocus(grid.current);
    props.onCursor(key);
    if (extend) {
      selecting.toggle(key, true);
    } else {
      selecting.startAt(key);
    }
  };
  const page = () => Math.max(1, Math.floor((grid.current?.parentElement?.clientHeight ?? 320) / 32) - 2);
  const open = () => {
    const row = rows.find((candidate) => rowKey(candidate) === cursor);
    if (row === undefined) {
      return false;
    }
    props.onOpen(row);
    return true;
  };

  const choices: KeyBinding[] =
    onSelection === undefined
      ? []
      : [
          { combo: 'Space', label: 'select', run: () => cursor !== null && selecting.toggle(cursor, false) },
          { combo: ['Shift+J', 'Shift+ArrowDown'], label: 'extend', quiet: !some, run: () => move(1, true) },
          { combo: ['Shift+K', 'Shift+ArrowUp'], run: () => move(-1, true) },
          { combo: 'Ctrl+A', label: 'all shown', quiet: !some, inFields: false, run: () => selecting.all(true) },
          ...(some ? [{ combo: 'Escape', label: 'clear selection', run: () => selecting.all(false) }] : []),
        ];
  const bindings: KeyBinding[] = [
    { combo: ['J', 'ArrowDown'], show: ['J', 'K'], label: 'move', run: () => move(1) },
    { combo: ['K', 'ArrowUp'], run: () => move(-1) },
    { combo: 'PageDown', run: () => move(page()) },
    { combo: 'PageUp', run: () => move(-page()) },
    { combo: 'Home', run: () => move(-rows.length) },
    { combo: 'End', run: () => move(rows.length) },
    { combo: 'Enter', label: 'open', run: open },
    ...(onSort === undefined ? [] : [{ combo: 'S', label: 'sort by…', quiet: true, run: onSortMenu }]),
    ...choices,
  ];
  const onScreen = props.keys !== 'focus';
  useKeys(props.label, onScreen ? bindings : []);

  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (onScreen || event.target !== event.currentTarget) {
      return;
    }
    for (const binding of bindings) {
      const combos = typeof binding.combo === 'string' ? [binding.combo] : binding.combo;
      if (combos.some((combo) => matches(event.nativeEvent, combo)) && binding.run(event.nativeEvent) !== false) {
        event.preventDefault();
        return;
      }
    }
  };
  return { onKeyDown };
}
