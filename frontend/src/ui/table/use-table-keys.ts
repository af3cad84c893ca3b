import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useCallback, useRef } from 'react';
import { matches } from '../../lib/keys';
import { useKeys } from '../keys/keys-provider';
import type { KeyBinding } from '../keys/registry';
import { range, step, toggled } from './selection';
import type { VirtualTableProps } from './table-props';

const none: ReadonlySet<string> = new Set();

/** J, K, arrows and pages move the cursor; Enter opens; Space selects; Shift extends; Ctrl+A takes all; Esc clears. */
export function useTableKeys<Row>(props: VirtualTableProps<Row>, scroller: RefObject<HTMLDivElement | null>) {
  const { rows, rowKey, cursor, selection = none, onSelection } = props;
  // Where a range began; moves with every single choice.
  const anchor = useRef<string | null>(null);
  const names = () => rows.map(rowKey);

  const toggle = useCallback(
    (key: string, extend: boolean) => {
      if (extend) {
        onSelection?.(new Set([...selection, ...range(rows.map(rowKey), anchor.current ?? cursor ?? key, key)]));
      } else {
        anchor.current = key;
        onSelection?.(toggled(selection, key));
      }
    },
    [rows, rowKey, selection, cursor, onSelection],
  );
  const move = (by: number, extend = false) => {
    const key = step(names(), cursor, by);
    if (key === undefined) {
      return;
    }
    props.onCursor(key);
    if (extend) {
      toggle(key, true);
    } else {
      anchor.current = key;
    }
  };
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / 32) - 2);
  const open = () => {
    const row = rows.find((candidate) => rowKey(candidate) === cursor);
    if (row === undefined) {
      return false;
    }
    props.onOpen(row);
    return true;
  };

  const selecting: KeyBinding[] =
    onSelection === undefined
      ? []
      : [
          { combo: 'Space', label: 'select', run: () => cursor !== null && toggle(cursor, false) },
          {
            combo: ['Shift+J', 'Shift+ArrowDown'],
            label: 'extend',
            quiet: selection.size === 0,
            run: () => move(1, true),
          },
          { combo: ['Shift+K', 'Shift+ArrowUp'], run: () => move(-1, true) },
          {
            combo: 'Ctrl+A',
            label: 'all shown',
            quiet: selection.size === 0,
            inFields: false,
            run: () => onSelection(new Set(names())),
          },
          ...(selection.size === 0
            ? []
            : [{ combo: 'Escape', label: 'clear selection', run: () => onSelection(none) }]),
        ];
  const bindings: KeyBinding[] = [
    { combo: ['J', 'ArrowDown'], show: ['J', 'K'], label: 'move', run: () => move(1) },
    { combo: ['K', 'ArrowUp'], run: () => move(-1) },
    { combo: 'PageDown', run: () => move(page()) },
    { combo: 'PageUp', run: () => move(-page()) },
    { combo: 'Home', run: () => move(-rows.length) },
    { combo: 'End', run: () => move(rows.length) },
    { combo: 'Enter', label: 'open', run: open },
    ...selecting,
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
  return { toggle, onKeyDown };
}
