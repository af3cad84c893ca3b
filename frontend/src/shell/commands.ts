import { type KeyBinding, useKeys } from '../ui/keys/keys-provider';

/** What a person can do by a key, as data: status bar, keys dialog, buttons and menus are drawn from it. */
export interface Command {
  /** What it does, in words, for the status bar and the keys dialog. */
  readonly label: string;
  /** Any of these runs it; the first is written on buttons. */
  readonly keys: readonly string[];
  /** The keys to write, where they differ: J and K for "move". */
  readonly show?: readonly string[];
  /** Only in the keys dialog, not in the status bar. */
  readonly quiet?: boolean;
  /** Works while a text field has the focus. By itself: combinations and function keys do, letters do not. */
  readonly inFields?: boolean;
  /** Works while a dialog is open. */
  readonly always?: boolean;
}

const back = { label: 'back', keys: ['Escape'], quiet: true } as const;
const down = { label: 'move', keys: ['J', 'ArrowDown'], show: ['J', 'K'] } as const;
const up = { label: 'move', keys: ['K', 'ArrowUp'], show: [] } as const;

/** All commands, by the place where they work. A new one is a line here and a `run` where it is done. */
export const commands = {
  Everywhere: {
    calls: { label: 'calls', keys: ['Ctrl+J'], quiet: true },
    settings: { label: 'settings', keys: ['Ctrl+,'], quiet: true },
    refresh: { label: 'refresh', keys: ['F5', 'Ctrl+R'], show: ['F5', 'Ctrl+R'], quiet: true },
    back: { label: 'back', keys: ['Escape', 'Alt+ArrowLeft'], show: ['Escape', 'Alt+ArrowLeft'], quiet: true },
    zoomIn: { label: 'zoom in', keys: ['Ctrl++', 'Ctrl+='], quiet: true, always: true },
    zoomOut: { label: 'zoom out', keys: ['Ctrl+-'], quiet: true, always: true },
    zoomReset: { label: 'zoom 100 %', keys: ['Ctrl+0'], quiet: true, always: true },
    lock: { label: 'lock changes', keys: ['L'] },
    keys: { label: 'all keys', keys: ['?'] },
  },
  Settings: { down, up, back: { ...back, quiet: false } },
  List: {
    create: { label: 'new connector', keys: ['N'], quiet: true },
    restart: { label: 'restart…', keys: ['R'] },
    edit: { label: 'edit', keys: ['E'], quiet: true },
    copyCurl: { label: 'copy as curl', keys: ['C'], quiet: true },
    more: { label: 'more', keys: ['M'] },
    about: { label: 'about this cluster', keys: ['A'], quiet: true },
  },
  Connector: {
    restart: { label: 'restart…', keys: ['R'] },
    edit: { label: 'edit', keys: ['E'] },
    copyCurl: { label: 'copy as curl', keys: ['C'] },
    previousFailing: { label: 'previous, next failing', keys: ['['], show: ['[', ']'] },
    nextFailing: { label: 'next failing', keys: [']'], show: [] },
    back,
  },
  Form: {
    save: { label: 'save…', keys: ['Ctrl+S'], inFields: true },
    validate: { label: 'validate', keys: ['Ctrl+Enter'], inFields: true },
    nextProblem: { label: 'next problem', keys: ['F8'] },
    previousProblem: { label: 'previous problem', keys: ['Shift+F8'], quiet: true },
    groupAll: { label: 'show all of a group', keys: ['F4'] },
    fieldMenu: { label: 'menu of the field', keys: ['Alt+Enter'], quiet: true, inFields: true },
    pinDocs: { label: 'pin the docs', keys: ['F1'], quiet: true },
    leave: { label: 'leave, the draft stays', keys: ['Escape'] },
  },
  Review: {
    save: { label: 'save', keys: ['Ctrl+S'], inFields: true },
    nextChange: { label: 'next change', keys: ['F8'] },
    previousChange: { label: 'previous change', keys: ['Shift+F8'], quiet: true },
    back: { label: 'back to the form', keys: ['Escape'] },
  },
  Created: {
    open: { label: 'open the connector', keys: ['Enter'] },
    edit: { label: 'back to the form', keys: ['E'] },
    restart: { label: 'restart failed tasks', keys: ['R'] },
    back,
  },
  Drafts: {
    down,
    up,
    open: { label: 'continue, recreate', keys: ['Enter'] },
    discard: { label: 'discard…', keys: ['Delete'] },
    back,
  },
  About: { back },
  Calls: { copyCurl: { label: 'copy as curl', keys: ['C'] }, back },
} as const satisfies Record<string, Record<string, Command>>;

export type Place = keyof typeof commands;

/** What a command does here and now; `unavailable` says why it cannot be used, and is shown in the keys dialog. */
interface Bound {
  readonly run: KeyBinding['run'];
  readonly label?: string;
  readonly quiet?: boolean;
  readonly unavailable?: string | undefined;
}

/**
 * Binds commands of a place while the component is on the page: useCommands('List', { create: onNew }). A command that
 * is left out or undefined does not exist here; one whose `run` returns false leaves its key to what is above.
 */
export function useCommands<P extends Place>(
  place: P,
  bound: { readonly [N in keyof (typeof commands)[P]]?: KeyBinding['run'] | Bound | undefined },
): void {
  const table: Readonly<Record<string, Command>> = commands[place];
  useKeys(
    place,
    Object.entries<KeyBinding['run'] | Bound | undefined>(bound).flatMap(([name, what]): KeyBinding[] => {
      const command = table[name];
      return command === undefined || what === undefined ? [] : [bindingOf(command, what)];
    }),
  );
}

function bindingOf(command: Command, what: KeyBinding['run'] | Bound): KeyBinding {
  const { keys, label, ...rest } = command;
  const { run, ...own }: Bound = typeof what === 'function' ? { run: what } : what;
  return { combo: keys, ...(command.show?.length === 0 ? {} : { label }), ...rest, ...own, run };
}

/** The key to write on the button that does the same. */
export function keyOf<P extends Place>(place: P, name: keyof (typeof commands)[P]): string {
  const table: Readonly<Partial<Record<PropertyKey, Command>>> = commands[place];
  return table[name]?.keys[0] ?? '';
}
