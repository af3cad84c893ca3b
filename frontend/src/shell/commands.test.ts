import { describe, expect, it } from 'vitest';
import { type Command, commands, keyOf, type Place } from './commands';

const places = Object.entries<Readonly<Record<string, Command>>>(commands);

describe('the commands', () => {
  it.each(places)('of %s have keys of their own', (_place, table) => {
    const keys = Object.values(table).flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(places.filter(([place]) => place !== 'Everywhere'))(
    'of %s hide none that work everywhere',
    (_place, table) => {
      const everywhere = Object.values<Command>(commands.Everywhere).flatMap((command) => command.keys);
      const taken = Object.values(table)
        .flatMap((command) => command.keys)
        .filter((key) => everywhere.includes(key) && key !== 'Escape');
      expect(taken).toEqual([]);
    },
  );

  it('say the key that a button writes', () => {
    expect(keyOf('List' satisfies Place, 'create')).toBe('N');
  });
});
