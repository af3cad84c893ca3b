import type { FormView } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import type { Bridge } from '../../../bridge/types';
import { takeForm } from '../../../shell/handed-form';
import type { FormSession } from './form-session';
import { openSession, sessionOf } from './sessions';

/** The form of a draft that needs no call: shown a moment ago, or handed over by the screen before. */
export function draftAtHand(bridge: Bridge, draft: string): FormSession | undefined {
  const handed = takeForm(draft);
  return handed === null ? openSession(bridge, draft) : sessionOf(bridge, handed);
}

/** A draft as a form: one that Go has open, or one that was stored. */
export async function openDraft(bridge: Bridge, draft: string, signal: AbortSignal): Promise<FormView> {
  try {
    return await bridge.forms.view(draft, signal);
  } catch (reason) {
    if (problemOf(reason).code !== 'not_found') {
      throw reason;
    }
    return bridge.forms.resume(draft, signal);
  }
}
