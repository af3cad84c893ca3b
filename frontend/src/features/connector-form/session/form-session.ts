import type { FieldValue, FieldView, FormEdit, FormProblem, FormState, FormView } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import type { Bridge } from '../../../bridge/types';
import { EditQueue } from './edit-queue';
import { holdsPlaceholder } from './placeholder';
import { problemsByKey } from './problem-list';

const nothing: readonly FormProblem[] = [];

/**
 * An open form on this side. What is typed is here at once; Go gets it in order, judges it and keeps it. Go's answers
 * never change a text that is being typed, and a late one has no effect.
 */
export class FormSession {
  readonly draft: string;
  readonly #bridge: Bridge;
  readonly #queue: EditQueue;
  readonly #listeners = new Set<() => void>();
  #view: FormView;
  #state: FormState;
  #fields: ReadonlyMap<string, FieldView>;
  #values: Map<string, FieldValue>;
  #problems: ReadonlyMap<string, readonly FormProblem[]>;
  #refused = new Map<string, string>();
  #typed = new Set<string>();
  #setKeys: ReadonlySet<string>;
  #docKey = '';
  #edits = 0;
  #focus = '';
  #told = '';
  #telling = false;
  #fetching: Promise<void> | null = null;

  constructor(bridge: Bridge, view: FormView) {
    this.#bridge = bridge;
    this.draft = view.draft;
    this.#view = view;
    this.#state = view.state;
    this.#fields = new Map(view.fields.map((field) => [field.key, field]));
    this.#values = new Map(view.values.map((value) => [value.key, value]));
    this.#setKeys = setIn(this.#values);
    this.#problems = problemsByKey(view.state.problems, new Map());
    this.#queue = new EditQueue((edits) => this.#send(edits), this.#emit);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get view(): FormView {
    return this.#view;
  }

  get state(): FormState {
    return this.#state;
  }

  get fields(): ReadonlyMap<string, FieldView> {
    return this.#fields;
  }

  /** The keys that the draft sets; another set when one comes or goes. */
  get setKeys(): ReadonlySet<string> {
    return this.#setKeys;
  }

  /** Grows with every change made here. */
  get edits(): number {
    return this.#edits;
  }

  /** The field whose documentation is shown: the one that has, or last had, the focus. */
  get docKey(): string {
    return this.#docKey;
  }

  /** Whether Go has everything that was typed. */
  get settled(): boolean {
    return this.#queue.idle;
  }

  /** Why edits wait on this side, as a sentence; empty while all is well. */
  get stuckText(): string {
    return this.#queue.failure === null
      ? ''
      : `What was typed did not reach the draft; it is still here. ${problemOf(this.#queue.failure).text}`;
  }

  value(key: string): FieldValue | undefined {
    return this.#values.get(key);
  }

  isSet(key: string): boolean {
    return this.#setKeys.has(key);
  }

  /** The findings about a key, the loudest first; the same array while they are the same. */
  problems(key: string): readonly FormProblem[] {
    return this.#problems.get(key) ?? nothing;
  }

  /** Why Go did not take the last text of a key; the text stays in the field. */
  refused(key: string): string | undefined {
    return this.#refused.get(key);
  }

  set(key: string, text: string): void {
    this.edit([{ key, text, unset: false }]);
  }

  unset(key: string): void {
    this.edit([{ key, text: '', unset: true }]);
  }

  /** All of them reach Go together. */
  edit(edits: readonly FormEdit[]): void {
    for (const { key, text, unset } of edits) {
      this.#refused.delete(key);
      this.#typed.add(key);
      this.#values.set(key, {
        key,
        text: unset ? '' : text,
        set: !unset,
        hidden: false,
        placeholder: !unset && holdsPlaceholder(text),
        changed: true,
        askAgain: false,
      });
    }
    this.#edits += 1;
    this.#countSet();
    this.#queue.put(edits);
    this.#emit();
  }

  /** The field that has the focus; empty: none. */
  focus(key: string): void {
    this.#focus = key;
    if (key !== '' && key !== this.#docKey) {
      this.#docKey = key;
      this.#emit();
    }
    void this.#tell();
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async reveal(key: string): Promise<string> {
    await this.flush();
    return this.#bridge.forms.reveal(this.draft, key);
  }

  async validate(signal: AbortSignal): Promise<void> {
    await this.flush();
    this.#take(await this.#bridge.forms.validate(this.draft, signal));
  }

  /** Go says that something changed. */
  async heard(revision: number): Promise<void> {
    if (revision > this.#state.revision) {
      this.#take(await this.#bridge.forms.state(this.draft));
    }
  }

  /** Asks for the state, whatever the revision: a call may have changed what the page shows without an event. */
  async refresh(): Promise<void> {
    this.#take(await this.#bridge.forms.state(this.draft));
  }

  /** Takes a whole form; with `all` also in place of what was typed here, as after a choice between two configs. */
  takeView(view: FormView, all = false): void {
    // A form that was asked for before the last answer came still tells which fields there are.
    const late = view.state.revision < this.#state.revision;
    const mine = (value: FieldValue, theirs: FieldValue | undefined) =>
      this.#queue.holds(value.key) || (!all && this.#typed.has(value.key) && (late || sameAs(value, theirs)));
    const values = new Map(view.values.map((value) => [value.key, value]));
    for (const value of this.#values.values()) {
      if (mine(value, values.get(value.key))) {
        values.set(value.key, value);
      }
    }
    this.#view = view;
    this.#fields = sameFields(this.#fields, view.fields);
    this.#values = values;
    this.#countSet();
    if (!late) {
      this.#takeState(view.state);
    }
    this.#emit();
  }

  #take(state: FormState): void {
    if (state.revision < this.#state.revision) {
      return;
    }
    this.#takeState(state);
    this.#emit();
    if (state.shape > this.#view.state.shape) {
      void this.#fetch();
    }
  }

  #takeState(state: FormState): void {
    this.#state = state;
    this.#problems = problemsByKey(state.problems, this.#problems);
    for (const value of state.values) {
      if (!this.#queue.holds(value.key)) {
        this.#values.set(value.key, value);
      }
    }
    this.#countSet();
  }

  #countSet(): void {
    const now = setIn(this.#values);
    if (now.size !== this.#setKeys.size || [...now].some((key) => !this.#setKeys.has(key))) {
      this.#setKeys = now;
    }
  }

  /** Fields or groups changed: the form is asked for again, once at a time. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#bridge.forms
      .view(this.draft)
      .then((view) => {
        this.#fetching = null;
        this.takeView(view);
        if (this.#state.shape > this.#view.state.shape) {
          void this.#fetch();
        }
      })
      .catch(() => {
        this.#fetching = null; // the fields stay as they are; the next state asks again
      });
    return this.#fetching;
  }

  async #send(edits: FormEdit[]): Promise<void> {
    try {
      this.#take(await this.#bridge.forms.set(this.draft, edits));
    } catch (reason) {
      const problem = problemOf(reason);
      if (problem.code === 'not_found') {
        // Go has closed the form and kept its draft; opened again it counts revisions from the start.
        const view = await this.#bridge.forms.resume(this.draft);
        this.#state = view.state;
        this.takeView(view);
        this.#take(await this.#bridge.forms.set(this.draft, edits));
      } else if (problem.code !== 'invalid' && problem.code !== 'masked_value') {
        throw reason;
      } else if (edits.length === 1 && edits[0] !== undefined) {
        this.#refused.set(edits[0].key, problem.text);
      } else {
        // Go takes all or none: the ones that are well must not wait for the one that is not.
        for (const edit of edits) {
          await this.#send([edit]);
        }
      }
    }
  }

  async #tell(): Promise<void> {
    if (this.#telling) {
      return;
    }
    this.#telling = true;
    try {
      while (this.#told !== this.#focus) {
        this.#told = this.#focus;
        this.#take(await this.#bridge.forms.focus(this.draft, this.#focus));
      }
    } catch {
      // Only a kindness: Go then asks the worker a little earlier, or shows a problem a little later.
    } finally {
      this.#telling = false;
    }
  }

  #emit = (): void => {
    for (const listener of this.#listeners) {
      listener();
    }
  };
}

function setIn(values: ReadonlyMap<string, FieldValue>): ReadonlySet<string> {
  return new Set([...values.values()].filter((value) => value.set).map((value) => value.key));
}

/** A typed secret comes back as "set, hidden": the text that the person sees stays. */
function sameAs(mine: FieldValue, theirs: FieldValue | undefined): boolean {
  return mine.set === (theirs?.set ?? false) && (mine.text === theirs?.text || theirs?.hidden === true);
}

/** Fields that did not change stay the same objects, so that their rows are not drawn again. */
function sameFields(
  before: ReadonlyMap<string, FieldView>,
  fields: readonly FieldView[],
): ReadonlyMap<string, FieldView> {
  return new Map(
    fields.map((field) => {
      const old = before.get(field.key);
      return [field.key, old !== undefined && JSON.stringify(old) === JSON.stringify(field) ? old : field];
    }),
  );
}
