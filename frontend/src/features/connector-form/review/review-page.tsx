import { useRef } from 'react';
import { visible } from '../../../lib/visible';
import { useCommands } from '../../../shell/commands';
import { useNavigation } from '../../../shell/navigation';
import { usePanel } from '../../../shell/panels';
import { paths } from '../../../shell/paths';
import { useCluster } from '../../../shell/queries';
import { Button } from '../../../ui/button';
import { Page, PageBody } from '../../../ui/page';
import { Segmented } from '../../../ui/segmented';
import { SkeletonRows } from '../../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../../ui/states';
import { useWidth } from '../../../ui/table/use-width';
import { EnvTag } from '../../../ui/tag';
import { OutcomeBanner } from '../page/outcome-banner';
import type { FormSession } from '../session/form-session';
import { useHeldForm } from '../session/use-form';
import { ConflictCard } from './conflict-card';
import { CurlView } from './curl-view';
import { DiffCard } from './diff-card';
import styles from './review.module.css';
import { ReviewBar } from './review-bar';
import { ReviewFacts } from './review-facts';
import { type Reviewing, useReview } from './use-review';

const modes = ['split', 'one', 'curl'] as const;
type Mode = (typeof modes)[number];

/** The diff of a save: conflicts are settled first, then what changes and what will restart; the button says it again. */
export function ReviewPage({ session }: { session: FormSession }) {
  useHeldForm(session);
  const navigation = useNavigation();
  const review = useReview(session);
  const { profile, name } = session.view;
  const cluster = useCluster(profile);
  const denied = cluster?.noEdit ?? '';
  const [kept, keep] = usePanel('review.mode', 'split');
  const mode = modes.find((each) => each === kept) ?? 'split';
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(body);
  const back = () => navigation.back();
  const next = (step: 1 | -1) => nextChange(body.current, step);
  useCommands('Review', {
    save: { run: () => void review.save(), unavailable: denied === '' ? undefined : denied },
    nextChange: () => next(1),
    previousChange: () => next(-1),
    back,
  });
  return (
    <Page
      title="Review changes"
      onBack={back}
      beside={
        <>
          <span className={styles.name}>{visible(name)}</span> on{' '}
          <span className={styles.name}>{cluster?.name ?? profile}</span>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
        </>
      }
      right={<Modes mode={mode} onMode={keep} />}
    >
      <div ref={body} className={styles.body}>
        <Body
          session={session}
          review={review}
          mode={mode}
          narrow={width > 0 && width <= 960}
          onNext={() => next(1)}
          onBack={back}
        />
      </div>
      <OutcomeBanner sending={review.sending} session={session} profile={profile} />
      <ReviewBar session={session} review={review} denied={denied} onBack={back} />
    </Page>
  );
}

function Modes({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  return (
    <Segmented<Mode>
      label="How changes are shown"
      value={mode}
      onChange={onMode}
      segments={[
        { value: 'split', label: 'Side by side' },
        { value: 'one', label: 'One column' },
        { value: 'curl', label: 'curl' },
      ]}
    />
  );
}

function Body({
  session,
  review,
  mode,
  narrow,
  onNext,
  onBack,
}: {
  session: FormSession;
  review: Reviewing;
  mode: Mode;
  narrow: boolean;
  onNext: () => void;
  onBack: () => void;
}) {
  const { data, problem } = review;
  if (problem !== null) {
    return (
      <PageBody padded>
        <ErrorBlock
          title="The stored config could not be read"
          problem={problem}
          actions={<Button onClick={review.again}>Try again</Button>}
        />
      </PageBody>
    );
  }
  if (data === undefined) {
    return (
      <>
        <p className={styles.reading} role="status">
          Reading the stored config from the worker…
        </p>
        <SkeletonRows />
      </>
    );
  }
  if (data.same && data.conflicts.length === 0) {
    return <NothingToSave session={session} onBack={onBack} />;
  }
  return (
    <div className={styles.parts} data-narrow={narrow || undefined}>
      {data.conflicts.length > 0 && <ConflictCard review={data} onResolve={review.resolve} />}
      <div className={styles.columns}>
        {mode === 'curl' ? (
          <CurlView session={session} review={data} />
        ) : (
          <DiffCard review={data} split={mode === 'split' && !narrow} onNext={onNext} />
        )}
        <ReviewFacts review={data} restart={review.restart} onRestart={review.setRestart} />
      </div>
    </div>
  );
}

function NothingToSave({ session, onBack }: { session: FormSession; onBack: () => void }) {
  const { go } = useNavigation();
  const { profile, name } = session.view;
  return (
    <EmptyState
      title="There is nothing to save"
      text="The draft and the config that the worker has stored are the same."
      actions={
        <>
          <Button onClick={onBack}>Back to the form</Button>
          <Button onClick={() => go(paths.connector(profile, name))}>Open the connector</Button>
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
