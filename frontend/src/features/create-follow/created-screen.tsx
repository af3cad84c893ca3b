import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function CreatedScreen({ profile, name }: { profile: string; name: string }) {
  return (
    <Page title={name}>
      <PageBody>
        <EmptyState title="CreatedScreen" text={`profile: ${profile} name: ${name}`} />
      </PageBody>
    </Page>
  );
}
