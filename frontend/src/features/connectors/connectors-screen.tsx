import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function ConnectorsScreen({ profile }: { profile: string }) {
  return (
    <Page title={profile}>
      <PageBody>
        <EmptyState title="ConnectorsScreen" text={`profile: ${profile}`} />
      </PageBody>
    </Page>
  );
}
