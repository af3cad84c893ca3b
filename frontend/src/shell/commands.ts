import type { Combo } from '../lib/keys';
import { type BoundCommands, type Commands, combosOf, usePlace } from '../ui/keys/commands';
import type { MenuItem } from '../ui/menu';
import { commands } from './command-table';

type Table = typeof commands;
export type Place = keyof Table;
type NameOf<P extends Place> = keyof Table[P] & string;

/**
 * Binds commands of a place while the component is mounted: useCommands('List', { create: onNew }). An omitted or
 * undefined command does not exist here; if `run` returns false, an outer binding of the key is used.
 */
export function useCommands<P extends Place>(place: P, bound: BoundCommands<Table[P]>): void {
  usePlace(place, commands[place], bound);
}

/** The key to show on the button for the same command. */
export function keyOf<P extends Place>(place: P, name: NameOf<P>): Combo | undefined {
  return combosOf(commandOf(place, name))[0];
}

/** The label of a command on a button: "New connector". */
export function labelOf<P extends Place>(place: P, name: NameOf<P>): string {
  const label = commandOf(place, name)?.label ?? '';
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A command as a menu item: its label and key, and what this menu adds. */
export function itemOf<P extends Place>(
  place: P,
  name: NameOf<P>,
  item: Omit<MenuItem, 'id' | 'label' | 'combo'> & { label?: string },
): MenuItem {
  return { id: name, label: labelOf(place, name), combo: keyOf(place, name), ...item };
}

/** Binds the items of a menu as commands, so that they can be found without opening the menu. */
export function boundItems<P extends Place>(place: P, items: readonly MenuItem[]): BoundCommands<Table[P]> {
  const known: Commands = commands[place];
  return Object.fromEntries(
    items
      .filter(({ id }) => id in known)
      .map(({ id, label, reason, run }) => [
        id,
        { label: label === labelOf(place, id as NameOf<P>) ? undefined : label, unavailable: reason, run: () => run() },
      ]),
  ) as BoundCommands<Table[P]>;
}

function commandOf(place: Place, name: string) {
  const table: Commands = commands[place];
  return table[name];
}
