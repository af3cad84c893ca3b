/** What a key press is compared by; a KeyboardEvent has all of it. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const modifiers = ['Ctrl', 'Alt', 'Shift'] as const;

/**
 * Combos are written as on the keys: "J", "Shift+J", "Ctrl+Enter", "Alt+ArrowLeft", "?", "F5", "Ctrl++".
 * Letters match either case. Shift counts for letters and named keys; for signs ("?", "+") it does not, because where
 * they sit depends on the keyboard. Command counts as Ctrl.
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

/** The keys of a combo as they are written in boxes: "Ctrl+Enter" is Ctrl and Enter. */
export function keyCaps(combo: string): string[] {
  const { key, wanted } = split(combo);
  const cap = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...modifiers.filter((m) => wanted.has(m)), cap];
}

/** Whether typing this in a text field must reach the field. */
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
