import { matches, typesText } from '../../lib/keys';

export interface KeyBinding {
  /** "J", "Shift+J", "Ctrl+Enter", "?", "F5"; a list means any of them. */
  readonly combo: string | readonly string[];
  /** Returning false means: not handled here, ask the next. */
  readonly run: (event: KeyboardEvent) => unknown;
  /** What it does, in words, for the status bar and the overlay; without it the key works and is not written. */
  readonly label?: string;
  /** The combos to write, where they differ from `combo` (J and K for "move"). */
  readonly show?: readonly string[];
  /** Only in the overlay, not in the status bar. */
  readonly quiet?: boolean;
  /** Works although the focus is in a field. By itself: combinations and function keys do, letters do not. */
  readonly inFields?: boolean;
  /** Works although a dialog is open above. */
  readonly always?: boolean;
  /** Why it does nothing now; the key is then left to what is above, and the overlay says why. */
  readonly unavailable?: string | undefined;
}

export interface KeyLayer {
  readonly title: string;
  readonly depth: number;
  readonly barrier: boolean;
  bindings: readonly KeyBinding[];
}

export interface Hint {
  readonly title: string;
  readonly combos: readonly string[];
  readonly label: string;
  readonly quiet: boolean;
  /** Whether it works while a text field has the focus. */
  readonly inFields: boolean;
  /** Why it does nothing now; empty where it works. */
  readonly unavailable: string;
}

/** Who hears a key: the deepest layer first, the newest among equals; a dialog (barrier) silences what is below it. */
export class KeyRegistry {
  #layers: KeyLayer[] = [];
  #hints: readonly Hint[] = [];
  readonly #listeners = new Set<() => void>();

  add(layer: KeyLayer): () => void {
    this.#layers = [...this.#layers, layer];
    this.changed();
    return () => {
      this.#layers = this.#layers.filter((l) => l !== layer);
      this.changed();
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The keys that work now; the same array until something changes. */
  hints = (): readonly Hint[] => this.#hints;

  changed(): void {
    // Written in the order in which they were bound, a part before the screen that holds it: J and K before R.
    const written = this.#layers.toSorted((a, b) => b.depth - a.depth);
    this.#hints = written.flatMap((layer) =>
      layer.bindings
        .filter((b) => b.label !== undefined && (layer.depth >= this.#floor() || b.always === true))
        .map((b) => ({
          title: layer.title,
          combos: b.show ?? [combosOf(b)[0] ?? ''],
          label: b.label ?? '',
          quiet: b.quiet ?? false,
          inFields: combosOf(b).some((combo) => worksInFields(b, combo)),
          unavailable: b.unavailable ?? '',
        })),
    );
    for (const listener of this.#listeners) {
      listener();
    }
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    const field = isField(event.target);
    const floor = this.#floor();
    // Esc leaves a field before it leads away from the page. In a dialog it closes the dialog: nothing else is there.
    if (field && floor === 0 && matches(event, 'Escape')) {
      (event.target as HTMLElement).blur();
      event.preventDefault();
      return;
    }
    for (const layer of this.#active()) {
      for (const binding of layer.bindings) {
        if (binding.unavailable !== undefined || (layer.depth < floor && binding.always !== true)) {
          continue;
        }
        const combo = combosOf(binding).find((c) => matches(event, c));
        if (combo === undefined || (field && !worksInFields(binding, combo))) {
          continue;
        }
        if (combo === 'Enter' || combo === 'Space') {
          // These belong to the button or link that has the focus.
          if (isPressable(event.target, combo)) {
            continue;
          }
        }
        if (binding.run(event) !== false) {
          event.preventDefault();
          return;
        }
      }
    }
  }

  #floor(): number {
    return this.#layers.reduce((floor, layer) => (layer.barrier ? Math.max(floor, layer.depth) : floor), 0);
  }

  #active(): KeyLayer[] {
    return this.#layers
      .map((layer, index) => ({ layer, index }))
      .sort((a, b) => b.layer.depth - a.layer.depth || b.index - a.index)
      .map(({ layer }) => layer);
  }
}

function worksInFields(binding: KeyBinding, combo: string): boolean {
  return binding.inFields ?? !typesText(combo);
}

function combosOf(binding: KeyBinding): readonly string[] {
  return typeof binding.combo === 'string' ? [binding.combo] : binding.combo;
}

const notTyping: ReadonlySet<string> = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
]);

/** Whether single letters typed here are text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return !notTyping.has(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Enter does nothing to a box or a radio button of its own, so it stays the screen's key there. */
function isPressable(target: EventTarget | null, combo: 'Enter' | 'Space'): boolean {
  const pressed = target instanceof Element ? target.closest(pressables) : null;
  return pressed !== null && !(combo === 'Enter' && pressed.matches('[type="checkbox"], [type="radio"]'));
}

const pressables = 'button, a, summary, [role="menuitem"], [role="tab"], input';
