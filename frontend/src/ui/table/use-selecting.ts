import { useRef } from 'react';
import { useStable } from '../use-stable';
import { range, toggled } from './selection';
import type { VirtualTableProps } from './table-props';

const none: ReadonlySet<string> = new Set();

/** The start of a range, the selection before it, and the selection with it. */
interface Range {
  readonly anchor: string | null;
  readonly before: ReadonlySet<string>;
  readonly made: ReadonlySet<string> | null;
}

const noRange: Range = { anchor: null, before: none, made: null };

/** Selects single rows and ranges. Moving the end of a range does not change what was selected before it. */
export function useSelecting<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowKey, cursor, selection = none, onSelection } = props;
  const current = useRef(noRange);

  const toggle = useStable((key: string, extend: boolean) => {
    if (!extend) {
      current.current = { ...noRange, anchor: key };
      onSelection?.(toggled(selection, key));
      return;
    }
    const anchor = current.current.anchor ?? cursor ?? key;
    // Any other change of the selection has ended that range.
    const before = current.current.made === selection ? current.current.before : selection;
    const made = new Set([...before, ...range(rows.map(rowKey), anchor, key)]);
    current.current = { anchor, before, made };
    onSelection?.(made);
  });
  const all = useStable((on: boolean) => onSelection?.(on ? new Set(rows.map(rowKey)) : none));
  const startAt = (key: string) => {
    current.current = { ...noRange, anchor: key };
  };
  return { toggle, all, startAt };
}
