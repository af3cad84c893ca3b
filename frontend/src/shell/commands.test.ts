import { describe, expect, it } from 'vitest';
import type { Combo } from '../lib/keys';
import type { Command } from '../ui/keys/commands';
import { commands } from './command-table';
import { boundItems, itemOf, keyOf, labelOf, type Place } from './commands';

const places = Object.entries<Readonly<Record<string, Command>>>(commands);

/** Keys that work when something of the place has the focus or is on the screen. */
const keysOf = (table: Readonly<Record<string, Command>>) => Object.values(table).flatMap((command) => command.keys);

describe('the commands', () => {
  it.each(places)('of %s have keys of their own', (_place, table) => {
    const keys = keysOf(table);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(places.filter(([place]) => place !== 'Everywhere'))(
    'of %s hide none that work everywhere',
    (_place, table) => {
      const everywhere = keysOf(commands.Everywhere);
      expect(keysOf(table).filter((key) => everywhere.includes(key) && key !== 'Escape')).toEqual([]);
    },
  );

  it.each(places)('of %s are written where a label says what they do', (_place, table) => {
    for (const command of Object.values(table)) {
      expect(command.label).toMatch(/^\S.*\S$/);
    }
  });

  it('say the key and the words that a button or a menu writes', () => {
    expect(keyOf('List' satisfies Place, 'create')).toBe('N');
    expect(labelOf('List', 'create')).toBe('New connector');
    expect(itemOf('List', 'export', { run: () => undefined })).toMatchObject({ id: 'export', label: 'Export…' });
  });

  it('are bound from the lines of a menu, with the reason of what cannot be chosen', () => {
    const run = () => undefined;
    const bound = boundItems('Connector', [
      itemOf('Connector', 'export', { run }),
      itemOf('Connector', 'stop', { label: 'Stop orders…', reason: 'waits for an answer', run }),
      { id: 'stranger', label: 'Not in the table', run },
    ]);
    expect(Object.keys(bound)).toEqual(['export', 'stop']);
    expect(bound).toMatchObject({
      export: { label: undefined },
      stop: { label: 'Stop orders…', unavailable: 'waits for an answer' },
    });
  });

  it('are the only source of a key: one written by hand is a type error', () => {
    // @ts-expect-error: `npm run typecheck` fails when this is none any more
    const byHand: Combo = 'Ctrl+S';
    expect(keyOf('Form', 'save')).toBe(byHand);
  });
});
