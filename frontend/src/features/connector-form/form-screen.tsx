import { useBridge } from '../../bridge/context';
import type { FormView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import type { Bridge } from '../../bridge/types';
import { takeForm } from '../../shell/handed-form';
import { OpeningForm } from './opening-form';
import { useOpenForm } from './use-form';

/** A draft in the form, by its id: the one that is open, or one that was kept. */
export function FormScreen({ draft, at }: { draft: string; at: string | undefined }) {
  const bridge = useBridge();
  const form = useOpenForm(draft, (signal) => openDraft(bridge, draft, signal));
  return <OpeningForm key={draft} form={form} title="New connector" at={at} />;
}

async function openDraft(bridge: Bridge, draft: string, signal: AbortSignal): Promise<FormView> {
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
