import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function DraftsScreen() {
  return (
    <Page title="Drafts">
      <PageBody>
        <EmptyState title="DraftsScreen" />
      </PageBody>
    </Page>
  );
}
