import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function EditScreen({ profile, name, at }: { profile: string; name: string; at: string | undefined }) {
  return (
    <Page title={name}>
      <PageBody>
        <EmptyState title="EditScreen" text={`profile: ${profile} name: ${name} at: ${at ?? '–'}`} />
      </PageBody>
    </Page>
  );
}
