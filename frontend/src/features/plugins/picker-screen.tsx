import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function PickerScreen({ profile }: { profile: string }) {
  return (
    <Page title="New connector">
      <PageBody>
        <EmptyState title="PickerScreen" text={`profile: ${profile}`} />
      </PageBody>
    </Page>
  );
}
