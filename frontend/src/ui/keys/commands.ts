import type { Combo } from '../../lib/keys';
import type { KeyBinding } from './registry';
import { useKeys } from './use-keys';

/** A command as data. Status bar, keys dialog, buttons and menus use it. */
export interface Command {
  /** The label, in lower case for the status bar and the keys dialog; menus and buttons capitalise it. */
  readonly label: string;
  /** Any of these runs it; buttons show the first. Empty for commands without a key. */
  readonly keys: readonly string[];
  /** The keys to show, if different: J and K for "move". Empty if another command of the place shows them. */
  readonly show?: readonly string[];
  /** Only in the keys dialog, not in the status bar. */
  readonly quiet?: boolean;
  /** Works while a text field has the focus: all keys, or only these. Default: combinations and function keys. */
  readonly inFields?: boolean | readonly string[];
  /** Works while a dialog is open. */
  readonly always?: boolean;
  /** Moves a cursor: nothing to choose from a list of actions. */
  readonly motion?: boolean;
}

/** The commands of one place, by name. */
export type Commands = Readonly<Record<string, Command>>;

type Run = KeyBinding['run'];

/** What a command currently does; `unavailable` is the reason why it cannot be used, shown in the keys dialog. */
export interface Bound {
  readonly run: Run;
  readonly label?: string | undefined;
  readonly quiet?: boolean;
  readonly unavailable?: string | undefined;
}

/** The current commands of a place. An omitted or undefined one does not exist. */
export type BoundCommands<C extends Commands> = { readonly [N in keyof C]?: Run | Bound | undefined };

/** The bindings of a place: the entries of `commands` for those that are bound. */
export function bindingsOf<C extends Commands>(place: string, commands: C, bound: BoundCommands<C>): KeyBinding[] {
  return Object.entries<Run | Bound | undefined>(bound).flatMap(([name, what]) => {
    const command = commands[name];
    return command === undefined || what === undefined ? [] : [bindingOf(`${place}.${name}`, command, what)];
  });
}

/** Binds commands of a place while the component is mounted. `title` is their heading in the keys dialog. */
export function usePlace<C extends Commands>(
  place: string,
  commands: C,
  bound: BoundCommands<C>,
  title: string = place,
): void {
  useKeys(title, bindingsOf(place, commands, bound));
}

/** The keys to show for a command. */
export function combosOf(command: Command | undefined): readonly Combo[] {
  return (command?.keys ?? []) as readonly Combo[];
}

function bindingOf(id: string, command: Command, what: Run | Bound): KeyBinding {
  const { show, quiet, inFields, always, motion } = command;
  const own: Bound = typeof what === 'function' ? { run: what } : what;
  return {
    id,
    combos: combosOf(command),
    run: own.run,
    label: show?.length === 0 ? undefined : (own.label ?? command.label),
    show: show as readonly Combo[] | undefined,
    quiet: own.quiet ?? quiet,
    inFields,
    always,
    motion,
    unavailable: own.unavailable,
  };
}
