import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderKit } from '../../testing/render';
import { VirtualTable } from './virtual-table';

interface Row {
  name: string;
  cause?: string;
}

const rows = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ name: `row-${i}` }));

function Table({
  all,
  onOpen = () => undefined,
  onSelected,
}: {
  all: Row[];
  onOpen?: (row: Row) => void;
  onSelected?: (keys: string[]) => void;
}) {
  const [cursor, setCursor] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState({ column: 'name', descending: false });
  const shown = sort.descending ? all.toReversed() : all;
  return (
    <VirtualTable
      label="Rows"
      rows={shown}
      rowKey={(row) => row.name}
      columns={[
        { id: 'name', header: 'Name', width: '1fr', sortable: true, cell: (row) => row.name },
        { id: 'more', header: 'More', width: '80px', cell: () => <button type="button">Act</button> },
      ]}
      rowHeight={(row) => (row.cause === undefined ? 32 : 52)}
      second={(row) => row.cause}
      cursor={cursor}
      onCursor={setCursor}
      onOpen={onOpen}
      selection={selection}
      onSelection={(next) => {
        setSelection(next);
        onSelected?.([...next]);
      }}
      sort={sort}
      onSort={setSort}
    />
  );
}

const cursorRow = () => {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant');
  return id === null ? null : (document.getElementById(id)?.textContent ?? null);
};

describe('VirtualTable', () => {
  it('draws what fits of many rows, and tells how many there are', () => {
    renderKit(<Table all={rows(5_000)} />);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
    const drawn = screen.getAllByRole('row').length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(60);
    expect(screen.getByText('row-3').closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('5');
  });

  it('gives a row with a second line the room for it', () => {
    renderKit(<Table all={[{ name: 'a', cause: 'because' }, { name: 'b' }]} />);
    const row = screen.getByText('b').closest<HTMLElement>('[role="row"]');
    expect(row?.style.transform).toBe('translateY(52px)');
    expect(screen.getByText('because')).toBeDefined();
  });

  it('moves the cursor with J, K and the arrows, and opens with Enter', async () => {
    const onOpen = vi.fn();
    const { user } = renderKit(<Table all={rows(40)} onOpen={onOpen} />);
    await user.keyboard('j');
    expect(cursorRow()).toContain('row-0');
    await user.keyboard('jj{ArrowDown}k{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith({ name: 'row-2' });
    await user.keyboard('kkkkk');
    expect(cursorRow()).toContain('row-0');
  });

  it('selects by key: Space, Shift+J, Ctrl+A, and Esc clears', async () => {
    const selected = vi.fn();
    const { user } = renderKit(<Table all={rows(5)} onSelected={selected} />);
    await user.keyboard('j{ }');
    expect(selected).toHaveBeenLastCalledWith(['row-0']);
    await user.keyboard('{Shift>}JJ{/Shift}');
    expect(selected).toHaveBeenLastCalledWith(['row-0', 'row-1', 'row-2']);
    await user.keyboard('{Control>}a{/Control}');
    expect(selected).toHaveBeenLastCalledWith(['row-0', 'row-1', 'row-2', 'row-3', 'row-4']);
    await user.keyboard('{Escape}');
    expect(selected).toHaveBeenLastCalledWith([]);
  });

  it('a range of Shift grows and shrinks with its end, and leaves alone what was selected before', async () => {
    const selected = vi.fn();
    const { user } = renderKit(<Table all={rows(9)} onSelected={selected} />);
    await user.click(screen.getByLabelText('Select row-7'));
    await user.click(screen.getByRole('columnheader', { name: 'More' }));
    await user.keyboard('{Home}{Shift>}JJJKK{/Shift}');
    expect(selected).toHaveBeenLastCalledWith(['row-7', 'row-0', 'row-1']);
    await user.keyboard('{Shift>}KK{/Shift}');
    expect(selected).toHaveBeenLastCalledWith(['row-7', 'row-0']);
  });

  it('a range that was cleared does not come back', async () => {
    const selected = vi.fn();
    const { user } = renderKit(<Table all={rows(9)} onSelected={selected} />);
    await user.keyboard('{Home}{Shift>}JJ{/Shift}{Escape}{Shift>}J{/Shift}');
    expect(selected).toHaveBeenLastCalledWith(['row-0', 'row-1', 'row-2', 'row-3']);
    await user.keyboard('{Escape}j{Shift>}J{/Shift}');
    expect(selected).toHaveBeenLastCalledWith(['row-4', 'row-5']);
  });

  it('is one tab stop with the focus in it, and the cursor is its active descendant', async () => {
    const { user, container } = renderKit(<Table all={rows(5)} />);
    const grid = screen.getByRole('grid');
    expect(document.activeElement).toBe(grid);
    await user.click(screen.getByLabelText('Select row-1'));
    await user.keyboard('j');
    expect(document.activeElement).toBe(grid);
    expect(cursorRow()).toContain('row-0');
    const stops = [...container.querySelectorAll<HTMLElement>('button, input, [tabindex]')].filter(
      (element) => element.tabIndex >= 0 && element.textContent !== 'Act',
    );
    expect(stops).toEqual([grid]);
  });

  it('does not take the focus from another element', () => {
    renderKit(
      <>
        {/* biome-ignore lint/a11y/noAutofocus: what the test is about */}
        <input aria-label="Name" autoFocus />
        <Table all={rows(5)} />
      </>,
    );
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  });

  it('sorts by key, because its headers are no tab stops', async () => {
    const { user } = renderKit(<Table all={rows(3)} />);
    await user.keyboard('s');
    await user.click(await screen.findByRole('menuitem', { name: /Sort by name/ }));
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('a selected row stays selected when the order changes', async () => {
    const { user } = renderKit(<Table all={rows(5)} />);
    await user.click(screen.getByLabelText('Select row-1'));
    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    const chosen = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(chosen.map((row) => within(row).getAllByRole('gridcell')[1]?.textContent)).toEqual(['row-1']);
  });

  it('a press on a control in a row does not open the row', async () => {
    const onOpen = vi.fn();
    const { user } = renderKit(<Table all={rows(2)} onOpen={onOpen} />);
    const [first] = screen.getAllByRole('button', { name: 'Act' });
    await user.click(first as HTMLElement);
    expect(onOpen).not.toHaveBeenCalled();
    await user.click(screen.getByText('row-1'));
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('Shift and a press take the rows between', async () => {
    const selected = vi.fn();
    const { user } = renderKit(<Table all={rows(6)} onSelected={selected} />);
    await user.click(screen.getByLabelText('Select row-1'));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByText('row-3'));
    expect(selected).toHaveBeenLastCalledWith(['row-1', 'row-2', 'row-3']);
  });
});
