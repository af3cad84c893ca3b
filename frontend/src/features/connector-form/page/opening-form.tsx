import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBridgeEvent } from '../../../bridge/context';
import { problemOf } from '../../../bridge/errors';
import { useNavigation } from '../../../shell/navigation';
import { paths } from '../../../shell/paths';
import { Button } from '../../../ui/button';
import { Page, PageBody } from '../../../ui/page';
import { ErrorBlock } from '../../../ui/states';
import type { FormSession } from '../session/form-session';
import { FormSkeleton } from './form-skeleton';

/** What works on an open form, or why it is not open yet. */
export function OpeningForm({
  form,
  title,
  children,
}: {
  form: UseQueryResult<FormSession>;
  title: string;
  children: (session: FormSession) => ReactNode;
}) {
  const navigation = useNavigation();
  // A worker that answers again: every cluster has news then, and a form that failed to open is asked for again.
  useBridgeEvent('cluster', () => {
    if (form.isError && !form.isFetching) {
      void form.refetch();
    }
  });
  if (form.data !== undefined) {
    return children(form.data);
  }
  return (
    <Page title={title} leave="close" onBack={() => navigation.back()}>
      {form.isError ? (
        <PageBody padded>
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
        </PageBody>
      ) : (
        <FormSkeleton />
      )}
    </Page>
  );
}
