import type { UseQueryResult } from '@tanstack/react-query';
import { problemOf } from '../../bridge/errors';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Page, PageBody } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { FormPage } from './form-page';
import type { FormSession } from './form-session';

/** The form, or why it is not there yet. */
export function OpeningForm({
  form,
  title,
  at,
}: {
  form: UseQueryResult<FormSession>;
  title: string;
  at: string | undefined;
}) {
  const navigation = useNavigation();
  if (form.data !== undefined) {
    return <FormPage key={form.data.draft} session={form.data} at={at} />;
  }
  return (
    <Page title={title} leave="close" onBack={() => navigation.back()}>
      <PageBody padded={form.isError}>
        {form.isError ? (
          <ErrorBlock
            title="The form did not open"
            problem={problemOf(form.error)}
            actions={
              <>
                <Button onClick={() => void form.refetch()}>Try again</Button>
                <Button onClick={() => navigation.go(paths.drafts())}>Drafts</Button>
              </>
            }
          />
        ) : (
          <SkeletonRows />
        )}
      </PageBody>
    </Page>
  );
}
