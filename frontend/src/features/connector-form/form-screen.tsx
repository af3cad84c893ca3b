import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function FormScreen({ draft, at }: { draft: string; at: string | undefined }) {
  return (
    <Page title="Form">
      <PageBody>
        <EmptyState title="FormScreen" text={`draft: ${draft} at: ${at ?? '–'}`} />
      </PageBody>
    </Page>
  );
}
