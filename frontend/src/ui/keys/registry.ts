import { type Combo, matches, typesText } from '../../lib/keys';

/** A bound action. Created from a table of commands (commands.ts), never by hand. */
export interface KeyBinding {
  /** Place and name of the command, "List.restart". */
  readonly id: string;
  /** Any of these runs it; empty for what is only in menus and on buttons. */
  readonly combos: readonly Combo[];
  /** Returning false means "not handled": the next binding is tried. Without an event it was chosen from a menu or button. */
  readonly run: (event?: KeyboardEvent) => unknown;
  /** The label; without it the key works but is not shown. */
  readonly label?: string | undefined;
  /** The combos to show, if different (J and K for "move"). */
  readonly show?: readonly Combo[] | undefined;
  /** Only in the keys dialog, not in the status bar. */
  readonly quiet?: boolean | undefined;
  /** Works while a text field has the focus: all combos, or only these. Default: combinations and function keys. */
  readonly inFields?: boolean | readonly string[] | undefined;
  /** Works while a dialog is open above. */
  readonly always?: boolean | undefined;
  /** Moves a cursor: nothing to choose from a list of actions. */
  readonly motion?: boolean | undefined;
  /** Why it is not available now; the key then goes to outer bindings, and the keys dialog shows the reason. */
  readonly unavailable?: string | undefined;
}

export interface KeyLayer {
  readonly title: string;
  readonly depth: number;
  readonly barrier: boolean;
  bindings: readonly KeyBinding[];
}

/** An action that is offered now, innermost first. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly combos: readonly Combo[];
  readonly label: string;
  readonly quiet: boolean;
  readonly motion: boolean;
  /** Whether one of its keys works while a text field has the focus. */
  readonly inFields: boolean;
  /** Why it is not available now; empty if it is. */
  readonly unavailable: string;
  readonly run: () => void;
}

/** Which layer handles a key: the deepest layer first, the newest among equals; a dialog (barrier) silences what is below it. */
export class KeyRegistry {
  #layers: KeyLayer[] = [];
  #offers: readonly Offer[] = [];
  #hints: readonly Offer[] = [];
  readonly #made = new WeakMap<KeyLayer, Map<string, Offer>>();
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

  /** What is offered now; the same array until something that is shown changes. */
  offers = (): readonly Offer[] => this.#offers;

  /** What is offered with a key; the same array if only something without a key changes. */
  hints = (): readonly Offer[] => this.#hints;

  changed(): void {
    // Shown in the order of binding, a part before the screen that contains it: J and K before R.
    const written = this.#layers.toSorted((a, b) => b.depth - a.depth);
    const floor = this.#floor();
    const offers = written.flatMap((layer) =>
      layer.bindings
        .filter((b) => b.label !== undefined && (layer.depth >= floor || b.always === true))
        .map((b) => this.#offerOf(layer, b)),
    );
    this.#offers = sameOr(this.#offers, offers);
    this.#hints = sameOr(
      this.#hints,
      offers.filter((offer) => offer.combos.length > 0),
    );
    for (const listener of this.#listeners) {
      listener();
    }
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    // Held down, Enter would go on into the dialog that it opened, and press the button that sends.
    if (event.repeat && ['Enter', 'Space'].some((combo) => matches(event, combo) && belongsTo(event.target, combo))) {
      event.preventDefault();
      return;
    }
    const field = isField(event.target);
    const floor = this.#floor();
    // The first Esc leaves a field, the next one the page. In a dialog Esc always closes the dialog.
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
        if (event.repeat && binding.motion !== true && binding.always !== true) {
          continue;
        }
        const combo = binding.combos.find((c) => matches(event, c));
        if (combo === undefined || (field && !worksInFields(binding, combo))) {
          continue;
        }
        if (belongsTo(event.target, combo)) {
          continue;
        }
        if (binding.run(event) !== false) {
          event.preventDefault();
          return;
        }
      }
    }
  }

  /** Reuses an unchanged offer, so that only changed ones are drawn again. */
  #offerOf(layer: KeyLayer, binding: KeyBinding): Offer {
    const made = this.#made.get(layer) ?? new Map<string, Offer>();
    this.#made.set(layer, made);
    const before = made.get(binding.id);
    const offer = offerOf(layer, binding);
    const now = before !== undefined && readsAs(before, offer) ? before : offer;
    made.set(binding.id, now);
    return now;
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

function offerOf(layer: KeyLayer, binding: KeyBinding): Offer {
  const { id, combos, show, label = '', quiet = false, motion = false, unavailable = '' } = binding;
  return {
    id,
    title: layer.title,
    combos: show ?? combos.slice(0, 1),
    label,
    quiet,
    motion,
    inFields: combos.some((combo) => worksInFields(binding, combo)),
    unavailable,
    // The binding of the last render: its action may have changed without a change of what is shown.
    run: () => {
      const now = layer.bindings.find((other) => other.id === id);
      if (now !== undefined && now.unavailable === undefined) {
        now.run();
      }
    },
  };
}

function readsAs(a: Offer, b: Offer): boolean {
  return (
    a.label === b.label &&
    a.quiet === b.quiet &&
    a.unavailable === b.unavailable &&
    a.title === b.title &&
    a.combos.join() === b.combos.join()
  );
}

function sameOr(before: readonly Offer[], now: readonly Offer[]): readonly Offer[] {
  return before.length === now.length && now.every((offer, index) => offer === before[index]) ? before : now;
}

function worksInFields({ inFields }: KeyBinding, combo: string): boolean {
  return typeof inFields === 'object' ? inFields.includes(combo) : (inFields ?? !typesText(combo));
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

/** Whether the focused element handles the key: Enter and Space on a button or link, arrows on a radio button. */
function belongsTo(target: EventTarget | null, combo: string): boolean {
  if (!(target instanceof Element) || isField(target)) {
    return false;
  }
  if (combo.startsWith('Arrow')) {
    return target.matches('[type="radio"]');
  }
  // A checkbox or radio button does not use Enter, so the screen gets it.
  const own = combo === 'Space' || !target.matches('[type="checkbox"], [type="radio"]');
  return (combo === 'Enter' || combo === 'Space') && own && target.closest(pressables) !== null;
}

const pressables = 'button, a, summary, [role="menuitem"], [role="tab"], input';
