import type { FormView } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import type { Bridge } from '../../../bridge/types';
import { takeForm } from '../../../shell/handed-form';

/** A draft as a form: handed over by the screen before, open already, or kept. */
export async function openDraft(bridge: Bridge, draft: string, signal: AbortSignal): Promise<FormView> {
  const handed = takeForm(draft);
  if (handed !== null) {
    return handed;
  }
  try {
    return await bridge.forms.view(draft, signal);
  } catch (reason) {
    if (problemOf(reason).code !== 'not_found') {
      throw reason;
    }
    return bridge.forms.resume(draft, signal);
  }
}
