import type { Virtualizer } from '@tanstack/react-virtual';
import { act, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { FormRow } from './rows';
import { useStillList } from './use-still-list';

type List = Virtualizer<HTMLDivElement, Element>;

const rowHeight = 66;
const rowsOf = (...ids: string[]) => ids.map((id) => ({ kind: 'add', id }) as unknown as FormRow);

/** As the virtual list does: where each row begins. */
function listOf(rows: readonly FormRow[], offset = 0): List {
  return {
    measurementsCache: rows.map((_, index) => ({ start: index * rowHeight })),
    scrollOffset: offset,
  } as unknown as List;
}

/** A list of rows with the focus in one of them, or in none. */
function Still({ rows, list, focused }: { rows: readonly FormRow[]; list: List; focused: string | null }) {
  const scroller = useRef<HTMLDivElement>(null);
  useStillList(
    scroller,
    list,
    rows,
    rows.findIndex((row) => row.id === focused),
  );
  return (
    <div ref={scroller} data-testid="list">
      <input aria-label="field" />
    </div>
  );
}

function open(focused: string | null) {
  const rows = rowsOf('a', 'b', 'c');
  const { getByTestId, getByLabelText, rerender } = render(<Still rows={rows} list={listOf(rows)} focused={focused} />);
  const list = getByTestId('list');
  list.scrollTop = 500;
  if (focused !== null) {
    getByLabelText('field').focus();
  }
  const show = (next: readonly FormRow[]) => rerender(<Still rows={next} list={listOf(next)} focused={focused} />);
  return { list, show };
}

afterEach(() => vi.restoreAllMocks());

test('rows that come above the row in focus scroll by their height, so that it stays where it is', () => {
  const { list, show } = open('c');
  show(rowsOf('a', 'new', 'also new', 'b', 'c'));
  expect(list.scrollTop).toBe(500 + 2 * rowHeight);
  show(rowsOf('b', 'c'));
  expect(list.scrollTop).toBe(500 - rowHeight);
});

test('rows that come below it move nothing', () => {
  const { list, show } = open('a');
  show(rowsOf('a', 'new', 'b', 'c'));
  expect(list.scrollTop).toBe(500);
});

test('without a row in focus nothing is scrolled', () => {
  const { list, show } = open(null);
  show(rowsOf('new', 'a', 'b', 'c'));
  expect(list.scrollTop).toBe(500);
});

test.each([
  ['above the row in focus', 'c', true, 1, true],
  ['in sight, above the row in focus', 'd', true, 2, true],
  ['the row in focus itself', 'b', true, 1, false],
  ['below it', 'a', true, 1, false],
  ['without a focus, above the upper edge', null, false, 1, true],
  ['without a focus, in sight', null, false, 3, false],
  ['after the focus left the list, above the upper edge', 'a', false, 1, true],
  ['after the focus left the list, in sight', 'd', false, 2, false],
] as const)('a row that grows %s', (_where, focused, inList, index, adjusts) => {
  const rows = rowsOf('a', 'b', 'c', 'd');
  const list = listOf(rows, 100);
  const { getByLabelText } = render(<Still rows={rows} list={list} focused={focused} />);
  if (inList) {
    getByLabelText('field').focus();
  }
  const item = { index, start: index * rowHeight } as never;
  expect(list.shouldAdjustScrollPositionOnItemSizeChange?.(item, 20, list)).toBe(adjusts);
});

test('a banner above the list scrolls it by as much, also on a zoomed page', () => {
  const observers: (() => void)[] = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(changed: () => void) {
        observers.push(changed);
      }
      observe() {}
      disconnect() {}
    },
  );
  let top = 100;
  // A page at 200 %: on the screen all is twice as large as in the page.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(
    () => ({ top, height: 1_200 }) as unknown as DOMRect,
  );
  const { list } = open('b');
  top = 180;
  act(() => {
    for (const changed of observers) changed();
  });
  expect(list.scrollTop).toBe(500 + 40);
  vi.unstubAllGlobals();
});
