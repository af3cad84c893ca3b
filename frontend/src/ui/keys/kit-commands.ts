import type { Combo } from '../../lib/keys';
import { type Commands, combosOf } from './commands';

/** The commands of UI components, wherever they are used. Part of the table in shell/command-table. */
export const kitCommands = {
  Table: {
    down: { label: 'move', keys: ['J', 'ArrowDown'], show: ['J', 'K'], motion: true },
    up: { label: 'move', keys: ['K', 'ArrowUp'], show: [], motion: true },
    pageDown: { label: 'page down', keys: ['PageDown'], show: [], motion: true },
    pageUp: { label: 'page up', keys: ['PageUp'], show: [], motion: true },
    first: { label: 'first row', keys: ['Home'], show: [], motion: true },
    last: { label: 'last row', keys: ['End'], show: [], motion: true },
    open: { label: 'open', keys: ['Enter'] },
    sort: { label: 'sort by…', keys: ['S'], quiet: true },
    select: { label: 'select', keys: ['Space'] },
    extendDown: { label: 'extend', keys: ['Shift+J', 'Shift+ArrowDown'], motion: true },
    extendUp: { label: 'extend', keys: ['Shift+K', 'Shift+ArrowUp'], show: [], motion: true },
    selectAll: { label: 'all shown', keys: ['Ctrl+A'], inFields: false },
    clear: { label: 'clear selection', keys: ['Escape'] },
  },
  Search: { find: { label: 'find', keys: ['/'], quiet: true } },
  Dialog: { close: { label: 'close', keys: ['Escape'], quiet: true } },
  Page: { leave: { label: 'back', keys: ['Escape'], quiet: true } },
} as const satisfies Record<string, Commands>;

type Kit = typeof kitCommands;

/** The key that a UI component shows. */
export function kitKey<P extends keyof Kit>(place: P, name: keyof Kit[P]): Combo | undefined {
  const commands: Commands = kitCommands[place];
  return combosOf(commands[name as string])[0];
}
