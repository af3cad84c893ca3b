import { useBridge } from '../../bridge/context';
import { OpeningForm } from './page/opening-form';
import { ReviewPage } from './review/review-page';
import { draftAtHand, openDraft } from './session/open-draft';
import { useOpenForm } from './session/use-form';

/** An edit beside what the worker has stored now, before it is saved. */
export function ReviewScreen({ draft }: { draft: string }) {
  const bridge = useBridge();
  const form = useOpenForm(
    draft,
    (signal) => openDraft(bridge, draft, signal),
    () => draftAtHand(bridge, draft),
  );
  return (
    <OpeningForm key={draft} form={form} title="Review changes">
      {(session) => <ReviewPage key={session.draft} session={session} />}
    </OpeningForm>
  );
}
