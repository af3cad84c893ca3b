import type { FormEdit } from '../../../bridge/dto';

type Send = (edits: FormEdit[]) => Promise<void>;

/**
 * Carries what is typed to Go: one call at a time, in the order of typing, the newest text of a key only. While a call
 * is under way, edits gather for the next one. An edit is dropped in one case: a newer one of its key replaces it.
 */
export class EditQueue {
  readonly #send: Send;
  readonly #changed: () => void;
  #waiting = new Map<string, FormEdit>();
  #sending: readonly FormEdit[] = [];
  #run: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(send: Send, changed: () => void = () => undefined) {
    this.#send = send;
    this.#changed = changed;
  }

  put(edits: readonly FormEdit[]): void {
    for (const edit of edits) {
      replace(this.#waiting, edit);
    }
    this.#start();
  }

  /** Whether a key has an edit that Go has not taken yet. */
  holds(key: string): boolean {
    return this.#waiting.has(key) || this.#sending.some((edit) => edit.key === key);
  }

  get idle(): boolean {
    return this.#waiting.size === 0 && this.#run === null;
  }

  /** Why edits are waiting and nothing is sent; null while all is well. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Resolves when Go has everything; tries again after a failure, and rejects with the next one. */
  async flush(): Promise<void> {
    this.#start();
    while (this.#run !== null) {
      await this.#run;
    }
    if (this.#failure !== null) {
      throw this.#failure instanceof Error ? this.#failure : new Error('The edits were not accepted.');
    }
  }

  #start(): void {
    if (this.#run === null && this.#waiting.size > 0) {
      this.#failure = null;
      this.#run = this.#work().finally(() => {
        this.#run = null;
        this.#changed();
      });
    }
  }

  async #work(): Promise<void> {
    while (this.#waiting.size > 0) {
      this.#sending = [...this.#waiting.values()];
      this.#waiting = new Map();
      try {
        await this.#send([...this.#sending]);
      } catch (reason) {
        this.#keep(reason);
        return;
      } finally {
        this.#sending = [];
      }
    }
  }

  /** What was not taken goes back in front of what was typed meanwhile. */
  #keep(reason: unknown): void {
    const newer = this.#waiting;
    this.#waiting = new Map(this.#sending.map((edit) => [edit.key, edit]));
    for (const edit of newer.values()) {
      replace(this.#waiting, edit);
    }
    this.#failure = reason;
  }
}

function replace(edits: Map<string, FormEdit>, edit: FormEdit): void {
  edits.delete(edit.key);
  edits.set(edit.key, edit);
}
