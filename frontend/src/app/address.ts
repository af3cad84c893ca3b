/** The address of the page: everything after the #. */
export interface Address {
  /** Encoded, with the leading slash: "/c/orders-eu/n/a%20b". */
  readonly path: string;
  /** ?at=…, decoded. */
  readonly at: string | undefined;
}

/**
 * The only code that reads or writes the window's address and history. It uses hash addresses, because the window
 * answers unknown paths with 404. Each history entry stores its position, so that "back" never leaves the app.
 */
export class AddressBar {
  readonly #home: string;
  readonly #listeners = new Set<() => void>();
  #address: Address;
  #place = 0;

  /** `home` is the path for an empty address. */
  constructor(home: string) {
    this.#home = home;
    this.#address = this.#read();
  }

  get = (): Address => this.#address;

  /** Notifies of all changes, also those by links and the window's own history. */
  subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      window.addEventListener('popstate', this.#update);
      window.addEventListener('hashchange', this.#update);
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        window.removeEventListener('popstate', this.#update);
        window.removeEventListener('hashchange', this.#update);
      }
    };
  };

  go = (to: string, { replace = false }: { replace?: boolean } = {}): void => {
    if (replace) {
      window.history.replaceState({ place: this.#place }, '', `#${to}`);
    } else {
      window.history.pushState({ place: this.#place + 1 }, '', `#${to}`);
    }
    this.#update();
  };

  /** Goes back, or to `otherwise` at the start of the history. */
  back = (otherwise: string): void => {
    if (this.#place > 0) {
      window.history.back();
    } else {
      this.go(otherwise);
    }
  };

  #update = (): void => {
    const next = this.#read();
    if (next.path === this.#address.path && next.at === this.#address.at) {
      return;
    }
    this.#address = next;
    for (const listener of this.#listeners) {
      listener();
    }
  };

  #read(): Address {
    const whole = window.location.hash.replace(/^#/, '');
    const empty = whole === '' || whole === '/';
    const place = placeOf(window.history.state);
    if (place === undefined || empty) {
      // A link made an entry without a position: it follows the entry in which the link was clicked.
      this.#place = place ?? (this.#listeners.size > 0 ? this.#place + 1 : 0);
      window.history.replaceState({ place: this.#place }, '', `#${empty ? this.#home : whole}`);
    } else {
      this.#place = place;
    }
    return addressOf(empty ? this.#home : whole);
  }
}

function placeOf(state: unknown): number | undefined {
  const place = typeof state === 'object' && state !== null && 'place' in state ? state.place : undefined;
  return typeof place === 'number' ? place : undefined;
}

function addressOf(whole: string): Address {
  const mark = whole.indexOf('?');
  const path = mark < 0 ? whole : whole.slice(0, mark);
  const at = mark < 0 ? null : new URLSearchParams(whole.slice(mark)).get('at');
  return { path, at: at ?? undefined };
}
