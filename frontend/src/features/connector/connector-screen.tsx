import type { ConnectorTab } from '../../shell/paths';
import { Page, PageBody } from '../../ui/page';
import { EmptyState } from '../../ui/states';

/** Placeholder. */
export function ConnectorScreen({ profile, name, tab }: { profile: string; name: string; tab: ConnectorTab }) {
  return (
    <Page title={name}>
      <PageBody>
        <EmptyState title="ConnectorScreen" text={`profile: ${profile} name: ${name} tab: ${tab}`} />
      </PageBody>
    </Page>
  );
}
