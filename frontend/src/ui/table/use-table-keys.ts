import type { KeyboardEvent as ReactKeyboardEvent, RefObject } from 'react';
import { matches } from '../../lib/keys';
import { bindingsOf } from '../keys/commands';
import { kitCommands } from '../keys/kit-commands';
import { useKeys } from '../keys/use-keys';
import { step } from './selection';
import type { VirtualTableProps } from './table-props';
import { takeFocus } from './use-grid-focus';
import type { useSelecting } from './use-selecting';

/** J, K, arrows and pages move the cursor; Enter opens; Space selects; Shift extends; Ctrl+A selects all; Esc clears. */
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

  const bindings = bindingsOf('Table', kitCommands.Table, {
    down: () => move(1),
    up: () => move(-1),
    pageDown: () => move(page()),
    pageUp: () => move(-page()),
    first: () => move(-rows.length),
    last: () => move(rows.length),
    open,
    sort: onSort === undefined ? undefined : onSortMenu,
    ...(onSelection === undefined
      ? {}
      : {
          select: () => cursor !== null && selecting.toggle(cursor, false),
          extendDown: { quiet: !some, run: () => move(1, true) },
          extendUp: () => move(-1, true),
          selectAll: { quiet: !some, run: () => selecting.all(true) },
          clear: some ? () => selecting.all(false) : undefined,
        }),
  });
  const onScreen = props.keys !== 'focus';
  useKeys(props.label, onScreen ? bindings : []);

  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (onScreen || event.target !== event.currentTarget) {
      return;
    }
    for (const binding of bindings) {
      if (
        binding.combos.some((combo) => matches(event.nativeEvent, combo)) &&
        binding.run(event.nativeEvent) !== false
      ) {
        event.preventDefault();
        return;
      }
    }
  };
  return { onKeyDown };
}
