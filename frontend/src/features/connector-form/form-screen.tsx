import { useBridge } from '../../bridge/context';
import { FormPage } from './page/form-page';
import { OpeningForm } from './page/opening-form';
import { draftAtHand, openDraft } from './session/open-draft';
import { useOpenForm } from './session/use-form';

/** A draft in the form, by its id: the one that is open, or a stored one. */
export function FormScreen({ draft, at }: { draft: string; at: string | undefined }) {
  const bridge = useBridge();
  const form = useOpenForm(
    draft,
    (signal) => openDraft(bridge, draft, signal),
    () => draftAtHand(bridge, draft),
  );
  return (
    <OpeningForm key={draft} form={form} title="New connector">
      {(session) => <FormPage key={session.draft} session={session} at={at} />}
    </OpeningForm>
  );
}
