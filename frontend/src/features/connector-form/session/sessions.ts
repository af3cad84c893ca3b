import type { FormView } from '../../../bridge/dto';
import type { Bridge } from '../../../bridge/types';
import { FormSession } from './form-session';

interface Entry {
  readonly session: FormSession;
  /** Whether a screen has shown it. */
  shown: boolean;
  readonly unsubscribe: () => void;
  holders: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Long enough to go from the form to the review and back, short enough for a list of drafts that is opened next. */
const leaveAfter = 400;
/** A form that was opened and not yet drawn. */
const drawWithin = 10_000;

const bridges = new WeakMap<Bridge, Map<string, Entry>>();

function entriesOf(bridge: Bridge): Map<string, Entry> {
  const known = bridges.get(bridge);
  if (known !== undefined) {
    return known;
  }
  const made = new Map<string, Entry>();
  bridges.set(bridge, made);
  return made;
}

/** The session of an opened form; the one there is, with what was typed in it, or a new one. */
export function sessionOf(bridge: Bridge, view: FormView): FormSession {
  const entries = entriesOf(bridge);
  const known = entries.get(view.draft);
  if (known !== undefined) {
    known.session.takeView(view);
    return known.session;
  }
  const entry = newEntry(bridge, new FormSession(bridge, view));
  entries.set(view.draft, entry);
  closeLater(bridge, entry, drawWithin);
  return entry.session;
}

/** The session of a form that is open on this page, with what was typed in it. */
export function openSession(bridge: Bridge, draft: string): FormSession | undefined {
  return entriesOf(bridge).get(draft)?.session;
}

/** A session gets the events of its form as long as it exists, whether a screen shows it or not. */
function newEntry(bridge: Bridge, session: FormSession): Entry {
  const unsubscribe = bridge.on('form', (event) => {
    if (event.draft === session.draft) {
      session.receive(event).catch(() => undefined); // the next event asks again
    }
  });
  return { session, shown: false, unsubscribe, holders: 0, timer: undefined };
}

/** A screen shows the form; when the last one lets go, Go closes it and stores the draft. */
export function holdSession(bridge: Bridge, session: FormSession): () => void {
  const entries = entriesOf(bridge);
  const entry = entries.get(session.draft) ?? newEntry(bridge, session);
  entries.set(session.draft, entry);
  clearTimeout(entry.timer);
  entry.holders += 1;
  if (!entry.shown) {
    entry.shown = true;
    // What Go found out between its answer and the first render was announced before this session could receive it.
    session.refresh().catch(() => undefined);
  }
  return () => {
    entry.holders -= 1;
    if (entry.holders === 0) {
      session.focus('');
      session.flush().catch(() => undefined);
      closeLater(bridge, entry, leaveAfter);
    }
  };
}

function closeLater(bridge: Bridge, entry: Entry, after: number): void {
  entry.timer = setTimeout(() => {
    if (entry.holders > 0) {
      return;
    }
    entriesOf(bridge).delete(entry.session.draft);
    entry.unsubscribe();
    entry.session
      .flush()
      .then(() => bridge.forms.close(entry.session.draft))
      .catch(() => undefined); // Go stores the draft of a form that was not closed, too
  }, after);
}
