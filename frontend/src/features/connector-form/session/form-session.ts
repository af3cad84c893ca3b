import type { FieldValue, FieldView, FormEdit, FormEvent, FormProblem, FormState, FormView } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import type { Bridge } from '../../../bridge/types';
import { keepSame } from '../../../lib/keep-same';
import { DraftValues } from './draft-values';
import { EditQueue } from './edit-queue';
import { problemsByKey } from './problem-list';

const nothing: readonly FormProblem[] = [];

/** Edits that take longer than this (ms) are said to be under way; a local answer takes a few. */
const slowAfter = 300;

/**
 * An open form on this side. What is typed is here at once; Go gets it in order, judges it and stores it. Go's answers
 * never change a text that is being typed, and a late one has no effect. Whatever an answer leaves as it was stays the
 * same object, so that only what changed is drawn.
 */
export class FormSession {
  readonly draft: string;
  readonly #bridge: Bridge;
  readonly #queue: EditQueue;
  readonly #values: DraftValues;
  readonly #listeners = new Set<() => void>();
  #view: FormView;
  #state: FormState;
  #fields: ReadonlyMap<string, FieldView>;
  #problems: ReadonlyMap<string, readonly FormProblem[]>;
  #docKey = '';
  #edits = 0;
  #focus = '';
  #reportedFocus = '';
  #reporting = false;
  #saving = false;
  #stuck = '';
  #slow: ReturnType<typeof setTimeout> | undefined;
  #fetching: Promise<void> | null = null;

  constructor(bridge: Bridge, view: FormView) {
    this.#bridge = bridge;
    this.draft = view.draft;
    this.#view = view;
    this.#state = view.state;
    this.#fields = new Map(view.fields.map((field) => [field.key, field]));
    this.#problems = problemsByKey(view.state.problems, new Map());
    this.#queue = new EditQueue(
      (edits) => this.#send(edits),
      () => this.#sent(),
    );
    this.#values = new DraftValues(view.values, (key) => this.#queue.holds(key));
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
    return this.#values.setKeys;
  }

  /** Grows with every change made here. */
  get edits(): number {
    return this.#edits;
  }

  /** Grows with every change of a text, made here or by Go. */
  get content(): number {
    return this.#values.content;
  }

  /** The field whose documentation is shown: the one that has, or last had, the focus. */
  get docKey(): string {
    return this.#docKey;
  }

  /** Whether edits have been under way for longer than one notices. */
  get saving(): boolean {
    return this.#saving;
  }

  /** Why edits wait on this side, as a sentence; empty while all is well. */
  get stuckText(): string {
    return this.#stuck;
  }

  value(key: string): FieldValue | undefined {
    return this.#values.get(key);
  }

  isSet(key: string): boolean {
    return this.#values.setKeys.has(key);
  }

  /** The findings about a key, the loudest first; the same array while they are the same. */
  problems(key: string): readonly FormProblem[] {
    return this.#problems.get(key) ?? nothing;
  }

  /** Why Go did not take the last text of a key; the text stays in the field. */
  refused(key: string): string | undefined {
    return this.#values.refused(key);
  }

  /** Whether the last reset of a key can be taken back. */
  canUndo(key: string): boolean {
    return this.#values.undo(key) !== undefined;
  }

  set(key: string, text: string): void {
    this.edit([{ key, text, unset: false, empty: text === '' }]);
  }

  unset(key: string): void {
    this.edit([{ key, text: '', unset: true, empty: false }]);
  }

  /**
   * What was typed in a field; an emptied field is unset. An empty text is set on purpose only, with `set`. A key that
   * no definition knows is in the form because it is set: it stays, so that its field does not vanish while it is typed.
   */
  type(key: string, text: string): void {
    const emptied = text === '';
    const stays = this.#fields.get(key)?.unknown === true;
    this.edit([{ key, text, unset: emptied && !stays, empty: emptied && stays }]);
  }

  /** Unsets a key in a way that can be taken back. */
  reset(key: string): void {
    this.#put([this.#values.reset(key)]);
  }

  undo(key: string): void {
    const edit = this.#values.undo(key);
    if (edit !== undefined) {
      this.edit([edit]);
    }
  }

  /** All of them reach Go together. */
  edit(edits: readonly FormEdit[]): void {
    this.#values.edit(edits);
    this.#put(edits);
  }

  /** The field that has the focus; empty: none. */
  focus(key: string): void {
    this.#focus = key;
    if (key !== '' && key !== this.#docKey) {
      this.#docKey = key;
      this.#emit();
    }
    void this.#reportFocus();
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

  /** Go says that something changed; that the draft was stored comes with the event itself. */
  async receive({ revision, savedAt }: FormEvent): Promise<void> {
    if (savedAt > this.#state.savedAt) {
      this.#state = { ...this.#state, savedAt };
      this.#emit();
    }
    if (revision > this.#state.revision) {
      await this.refresh();
    }
  }

  /** Asks for the state, whatever the revision: a call may have changed what the page shows without an event. */
  async refresh(): Promise<void> {
    this.#take(await this.#bridge.forms.state(this.draft));
  }

  /** Takes a form; with `all` also in place of what was typed here, as after a choice between two configs. */
  takeView(view: FormView, all = false): void {
    // A form that was asked for before the last answer came still says which fields there are.
    const late = view.state.revision < this.#state.revision;
    this.#fields = sameFields(this.#fields, view.since === 0 ? view.fields : wholeOf(this.#fields, view));
    this.#view = keepSame(this.#view, { ...view, since: 0, keys: [], fields: [...this.#fields.values()] });
    this.#values.takeAll(view.values, late, all);
    if (!late) {
      this.#takeState(view.state);
    }
    this.#emit();
  }

  #put(edits: readonly FormEdit[]): void {
    this.#edits += 1;
    this.#queue.put(edits);
    this.#slow ??= setTimeout(() => {
      this.#saving = true;
      this.#emit();
    }, slowAfter);
    this.#emit();
  }

  /** The queue has nothing under way any more. */
  #sent(): void {
    clearTimeout(this.#slow);
    this.#slow = undefined;
    const { failure } = this.#queue;
    const stuck =
      failure === null
        ? ''
        : `Your last edits are not stored in the draft yet; they are still in the form. ${problemOf(failure).text}`;
    if (this.#saving || stuck !== this.#stuck) {
      this.#saving = false;
      this.#stuck = stuck;
      this.#emit();
    }
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
    this.#state = keepSame(this.#state, state);
    this.#problems = problemsByKey(state.problems, this.#problems);
  }

  /** Fields or groups changed: the form is asked for again, once at a time, and comes without what is here already. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#bridge.forms
      .changes(this.draft, this.#view.state.shape)
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
        // Go has closed the form and stored its draft; opened again it counts revisions from the start.
        const view = await this.#bridge.forms.resume(this.draft);
        this.#state = view.state;
        this.takeView(view);
        this.#take(await this.#bridge.forms.set(this.draft, edits));
      } else if (problem.code !== 'invalid' && problem.code !== 'masked_value') {
        throw reason;
      } else if (edits.length === 1 && edits[0] !== undefined) {
        this.#values.refuse(edits[0].key, problem.text);
        this.#emit();
      } else {
        // Go takes all or none: the ones that are well must not wait for the one that is not.
        for (const edit of edits) {
          await this.#send([edit]);
        }
      }
    }
  }

  async #reportFocus(): Promise<void> {
    if (this.#reporting) {
      return;
    }
    this.#reporting = true;
    try {
      while (this.#reportedFocus !== this.#focus) {
        this.#reportedFocus = this.#focus;
        this.#take(await this.#bridge.forms.focus(this.draft, this.#focus));
      }
    } catch {
      // Only a kindness: Go then asks the worker a little earlier, or shows a problem a little later.
    } finally {
      this.#reporting = false;
    }
  }

  #emit(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** All fields of a form of which only the changed ones came. */
function wholeOf(before: ReadonlyMap<string, FieldView>, { keys, fields }: FormView): FieldView[] {
  const changed = new Map(fields.map((field) => [field.key, field]));
  return keys.flatMap((key) => changed.get(key) ?? before.get(key) ?? []);
}

/** Fields that did not change stay the same objects, so that their rows are not drawn again. */
function sameFields(
  before: ReadonlyMap<string, FieldView>,
  fields: readonly FieldView[],
): ReadonlyMap<string, FieldView> {
  const next = new Map(
    fields.map((field) => {
      const old = before.get(field.key);
      return [field.key, old === undefined ? field : keepSame(old, field)];
    }),
  );
  const same = next.size === before.size && [...next].every(([key, field]) => before.get(key) === field);
  return same ? before : next;
}
