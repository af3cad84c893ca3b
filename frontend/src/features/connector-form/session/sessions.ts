import type { FormView } from '../../../bridge/dto';
import type { Bridge } from '../../../bridge/types';
import { FormSession } from './form-session';

interface Entry {
  readonly session: FormSession;
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
  const entry: Entry = { session: new FormSession(bridge, view), holders: 0, timer: undefined };
  entries.set(view.draft, entry);
  closeLater(bridge, entry, drawWithin);
  return entry.session;
}

/** A screen shows the form; when the last one lets go, Go closes it and keeps the draft. */
export function holdSession(bridge: Bridge, session: FormSession): () => void {
  const entries = entriesOf(bridge);
  const entry = entries.get(session.draft) ?? { session, holders: 0, timer: undefined };
  entries.set(session.draft, entry);
  clearTimeout(entry.timer);
  entry.holders += 1;
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
    entry.session
      .flush()
      .then(() => bridge.forms.close(entry.session.draft))
      .catch(() => undefined); // Go keeps the draft of a form that was not closed, too
  }, after);
}
