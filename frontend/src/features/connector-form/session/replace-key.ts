import type { FormSession } from './form-session';

/** Moves the text of a mistyped key to the one that was meant, in one step. */
export async function replaceKey(session: FormSession, from: string, to: string): Promise<void> {
  const value = session.value(from);
  if (value?.set !== true) {
    return;
  }
  const text = value.hidden ? await session.reveal(from) : value.text;
  session.edit([
    { key: to, text, unset: false, empty: text === '' },
    { key: from, text: '', unset: true, empty: false },
  ]);
}
