import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useBridge } from '../../../bridge/context';
import type { ConflictChoice, Review } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import { useNavigation } from '../../../shell/navigation';
import { usePanel } from '../../../shell/panels';
import { paths } from '../../../shell/paths';
import { useCluster } from '../../../shell/queries';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { useKeys } from '../../../ui/keys/keys-provider';
import { ActionBar, Page, PageBody } from '../../../ui/page';
import { Segmented } from '../../../ui/segmented';
import { SkeletonRows } from '../../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../../ui/states';
import { useWidth } from '../../../ui/table/use-width';
import { EnvTag } from '../../../ui/tag';
import type { FormSession } from '../form-session';
import { OutcomeBanner } from '../outcome-banner';
import { requestOf } from '../panels/result-request';
import { useForm, useHeldForm } from '../use-form';
import { useSending } from '../use-sending';
import { ConflictCard } from './conflict-card';
import { CurlView } from './curl-view';
import { DiffCard } from './diff-card';
import styles from './review.module.css';
import { ReviewFacts } from './review-facts';

const modes = ['split', 'one', 'curl'] as const;
type Mode = (typeof modes)[number];

/** The diff of a save: conflicts are settled first, then what changes and what will restart; the button says it again. */
export function ReviewPage({ session }: { session: FormSession }) {
  useHeldForm(session);
  const bridge = useBridge();
  const client = useQueryClient();
  const navigation = useNavigation();
  const view = useForm(session, (form) => form.view);
  const cluster = useCluster(view.profile);
  const [kept, keep] = usePanel('review.mode', 'split');
  const mode: Mode = modes.find((each) => each === kept) ?? 'split';
  const [restart, setRestart] = useState(false);
  const sending = useSending();
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(body);
  const narrow = width > 0 && width <= 960;
  const key = ['review', session.draft];
  const review = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      await session.flush();
      return bridge.forms.review(session.draft, signal);
    },
    gcTime: 0,
  });
  const data = review.data;

  const resolve = async (choices: Record<string, Exclude<ConflictChoice, ''>>) => {
    sending.clear();
    client.setQueryData<Review>(key, await bridge.forms.resolve(session.draft, choices));
    session.takeView(await bridge.forms.view(session.draft), true);
  };
  const save = async () => {
    if (data === undefined || data.same || sending.busy) {
      return;
    }
    const result = await sending.send((signal) =>
      data.gone
        ? bridge.forms.create(session.draft, 'RUNNING', signal)
        : bridge.forms.save(session.draft, data.offerTask && restart, signal),
    );
    if (result !== null) {
      navigation.go(paths.created(view.profile, result.name), { replace: true });
    } else {
      // Whatever stopped it may have changed what there is to compare.
      await review.refetch();
    }
  };
  const next = (step: 1 | -1) => nextChange(body.current, step);
  useKeys('Review', [
    { combo: 'Ctrl+S', label: 'save', inFields: true, run: () => void save() },
    { combo: 'F8', label: 'next change', run: () => next(1) },
    { combo: 'Shift+F8', run: () => next(-1) },
    { combo: 'Escape', label: 'back to the form', run: () => navigation.back() },
  ]);
  return (
    <Page
      title="Review changes"
      onBack={() => navigation.back()}
      beside={
        <>
          <span className={styles.name}>{view.name}</span> on{' '}
          <span className={styles.name}>{cluster?.name ?? view.profile}</span>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
        </>
      }
      right={
        <Segmented<Mode>
          label="How changes are shown"
          value={mode}
          onChange={keep}
          segments={[
            { value: 'split', label: 'Side by side' },
            { value: 'one', label: 'One column' },
            { value: 'curl', label: 'curl' },
          ]}
        />
      }
    >
      <div ref={body} className={styles.body}>
        {review.isError && (
          <PageBody padded>
            <ErrorBlock
              title="The stored config could not be read"
              problem={problemOf(review.error)}
              actions={<Button onClick={() => void review.refetch()}>Try again</Button>}
            />
          </PageBody>
        )}
        {review.isPending && <SkeletonRows />}
        {data !== undefined &&
          !review.isError &&
          (data.same && data.conflicts.length === 0 ? (
            <NothingToSave
              onBack={() => navigation.back()}
              onLeave={() => navigation.go(paths.connector(view.profile, view.name))}
            />
          ) : (
            <div className={styles.parts} data-narrow={narrow || undefined}>
              {data.conflicts.length > 0 && <ConflictCard review={data} onResolve={resolve} />}
              <div className={styles.columns}>
                {mode === 'curl' ? (
                  <CurlView session={session} review={data} />
                ) : (
                  <DiffCard review={data} split={mode === 'split' && !narrow} onNext={() => next(1)} />
                )}
                <ReviewFacts review={data} restart={restart} onRestart={setRestart} />
              </div>
            </div>
          ))}
      </div>
      {sending.outcome !== null && (
        <OutcomeBanner outcome={sending.outcome} profile={view.profile} name={view.name} onClose={sending.clear} />
      )}
      <ActionBar
        left={
          <CopyButton text={async () => (await bridge.exports.print(requestOf(session, 'curl'))).text}>
            Copy as curl
          </CopyButton>
        }
      >
        {sending.busy ? (
          <Button onClick={sending.cancel}>Cancel</Button>
        ) : (
          <Button combo="Escape" onClick={() => navigation.back()}>
            Back to the form
          </Button>
        )}
        {data !== undefined && !data.same && !(cluster?.readOnly ?? false) && (
          <Button variant="primary" combo="Ctrl+S" busy={sending.busy} onClick={() => void save()}>
            {sending.busy
              ? 'Saving…'
              : data.offerTask && restart
                ? 'Save and restart connector and tasks'
                : data.button}
          </Button>
        )}
      </ActionBar>
    </Page>
  );
}

function NothingToSave({ onBack, onLeave }: { onBack: () => void; onLeave: () => void }) {
  return (
    <EmptyState
      title="There is nothing to save"
      text="The draft and the config that the worker has stored are the same."
      actions={
        <>
          <Button onClick={onBack}>Back to the form</Button>
          <Button onClick={onLeave}>Open the connector</Button>
        </>
      }
    />
  );
}

/** To the next row where a change begins, round and round; the focus says where one is. */
function nextChange(body: HTMLElement | null, step: 1 | -1): void {
  const stops = [...(body?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  const active = document.activeElement;
  const at = active instanceof HTMLElement ? stops.indexOf(active) : -1;
  const to = stops[at < 0 ? (step === 1 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length];
  to?.focus({ preventScroll: true });
  to?.scrollIntoView({ block: 'center' });
}
