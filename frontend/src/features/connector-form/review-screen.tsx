import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function ReviewScreen({ draft }: { draft: string }) {
  return (
    <Page title="Review changes">
      <PageBody>
        <EmptyState title="ReviewScreen" text={`draft: ${draft}`} />
      </PageBody>
    </Page>
  );
}
