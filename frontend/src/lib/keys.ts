/** The part of a KeyboardEvent that identifies a combo. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

declare const combo: unique symbol;

/** A key or keys held together, taken from a table of commands: a text written by hand is not one. */
export type Combo = string & { readonly [combo]: true };

const modifiers = ['Ctrl', 'Alt', 'Shift'] as const;

/**
 * Combos are written as on the keys: "J", "Shift+J", "Ctrl+Enter", "Alt+ArrowLeft", "?", "F5", "Ctrl++".
 * Letters match either case. Shift matters for letters and named keys, but not for symbols ("?", "+"), because their
 * position depends on the keyboard layout. Command counts as Ctrl.
 */
export function matches(press: Press, combo: string): boolean {
  const { key, wanted } = split(combo);
  if ((press.ctrlKey || press.metaKey) !== wanted.has('Ctrl') || press.altKey !== wanted.has('Alt')) {
    return false;
  }
  if (press.key.toLowerCase() !== key.toLowerCase()) {
    return false;
  }
  return isSign(key) || press.shiftKey === wanted.has('Shift');
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
  Delete: 'Del',
};

/** The keys of a combo, to show one box each: "Ctrl+Enter" is Ctrl and Enter. */
export function keyCaps(combo: string): string[] {
  const { key, wanted } = split(combo);
  const cap = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...modifiers.filter((m) => wanted.has(m)), cap];
}

/** A combo in a line of text: "Ctrl J". */
export function keyWords(combo: Combo | undefined): string {
  return combo === undefined ? '' : keyCaps(combo).join(' ');
}

/** A label followed by its key: "Refresh (F5)". */
export function hinted(words: string, combo: Combo | undefined): string {
  return combo === undefined ? words : `${words} (${keyWords(combo)})`;
}

/** Whether a text field must receive this key. */
export function typesText(combo: string): boolean {
  const { key, wanted } = split(combo);
  if (wanted.has('Ctrl') || wanted.has('Alt')) {
    return false;
  }
  return key.length === 1 || editing.has(key);
}

const editing: ReadonlySet<string> = new Set([
  'Enter',
  'Tab',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
]);

function split(combo: string): { key: string; wanted: ReadonlySet<string> } {
  const wanted = new Set<string>();
  let rest = combo;
  for (;;) {
    const found = modifiers.find((m) => rest.startsWith(`${m}+`) && rest.length > m.length + 1);
    if (found === undefined) {
      return { key: rest === 'Space' ? ' ' : rest, wanted };
    }
    wanted.add(found);
    rest = rest.slice(found.length + 1);
  }
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';
}
