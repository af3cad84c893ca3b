import type { FieldValue, FormEdit } from '../../../bridge/dto';
import { holdsPlaceholder } from './placeholder';

/**
 * The texts of the draft as this page shows them. What was typed here wins over an answer until Go has it: while it is
 * on its way, and while Go refuses it.
 */
export class DraftValues {
  readonly #sending: (key: string) => boolean;
  readonly #typed = new Set<string>();
  readonly #refused = new Map<string, string>();
  readonly #undo = new Map<string, FormEdit>();
  #values: Map<string, FieldValue>;
  #setKeys: ReadonlySet<string>;
  #content = 0;

  constructor(values: readonly FieldValue[], sending: (key: string) => boolean) {
    this.#sending = sending;
    this.#values = byKey(values);
    this.#setKeys = setIn(this.#values);
  }

  get(key: string): FieldValue | undefined {
    return this.#values.get(key);
  }

  /** The keys that the draft sets; another set when one comes or goes. */
  get setKeys(): ReadonlySet<string> {
    return this.#setKeys;
  }

  /** Grows with every change of a text, made here or by Go. */
  get content(): number {
    return this.#content;
  }

  /** Why Go did not take the last text of a key. */
  refused(key: string): string | undefined {
    return this.#refused.get(key);
  }

  refuse(key: string, why: string): void {
    this.#refused.set(key, why);
  }

  /** The edit that brings back what a reset took away; undefined once the field was changed again. */
  undo(key: string): FormEdit | undefined {
    return this.#undo.get(key);
  }

  edit(edits: readonly FormEdit[]): void {
    for (const { key, text, unset } of edits) {
      this.#refused.delete(key);
      this.#undo.delete(key);
      this.#typed.add(key);
      this.#values.set(key, {
        key,
        text: unset ? '' : text,
        set: !unset,
        hidden: false,
        placeholder: !unset && holdsPlaceholder(text),
        changed: true,
        missingSecret: false,
        unshown: false,
      });
    }
    this.#changed();
  }

  /** Unsets a key and remembers its text, except that of a stored secret, which this page does not have. */
  reset(key: string): FormEdit {
    const before = this.#values.get(key);
    const edit = { key, text: '', unset: true, empty: false };
    this.edit([edit]);
    if (before?.set === true && !before.hidden) {
      this.#undo.set(key, { key, text: before.text, unset: false, empty: before.text === '' });
    }
    return edit;
  }

  /**
   * Takes the values of a whole form; with `all` also in place of what was typed here. A form that was asked for
   * before the last answer (`late`) has nothing to say about what was typed.
   */
  takeAll(values: readonly FieldValue[], late: boolean, all: boolean): void {
    const mine = (value: FieldValue, theirs: FieldValue | undefined) =>
      this.#own(value.key) || (!all && this.#typed.has(value.key) && (late || sameAs(value, theirs)));
    const next = byKey(values);
    for (const value of this.#values.values()) {
      const theirs = next.get(value.key);
      if (mine(value, theirs) || (theirs !== undefined && equal(value, theirs))) {
        next.set(value.key, value);
      }
    }
    const same = next.size === this.#values.size && [...next].every(([key, value]) => this.#values.get(key) === value);
    this.#values = next;
    if (!same) {
      this.#changed();
    }
  }

  /** Whether the text here is newer than anything that Go can say about the key. */
  #own(key: string): boolean {
    return this.#sending(key) || this.#refused.has(key);
  }

  #changed(): void {
    this.#content += 1;
    const now = setIn(this.#values);
    if (now.size !== this.#setKeys.size || [...now].some((key) => !this.#setKeys.has(key))) {
      this.#setKeys = now;
    }
  }
}

function byKey(values: readonly FieldValue[]): Map<string, FieldValue> {
  return new Map(values.map((value) => [value.key, value]));
}

function setIn(values: ReadonlyMap<string, FieldValue>): ReadonlySet<string> {
  return new Set([...values.values()].filter((value) => value.set).map((value) => value.key));
}

/** A typed secret comes back as "set, hidden": the text that the person sees stays. */
function sameAs(mine: FieldValue, theirs: FieldValue | undefined): boolean {
  return mine.set === (theirs?.set ?? false) && (mine.text === theirs?.text || theirs?.hidden === true);
}

function equal(a: FieldValue | undefined, b: FieldValue): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
