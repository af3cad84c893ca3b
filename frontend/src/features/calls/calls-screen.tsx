import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function CallsScreen({ profile }: { profile: string }) {
  return (
    <Page title="Calls">
      <PageBody>
        <EmptyState title="CallsScreen" text={`profile: ${profile}`} />
      </PageBody>
    </Page>
  );
}
