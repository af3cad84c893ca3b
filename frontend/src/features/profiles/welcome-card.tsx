import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { keyOf, labelOf } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { PathLink, useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useChangeSettings } from '../../shell/settings';
import { Button, IconButton } from '../../ui/button';
import { Steps } from '../../ui/steps';
import { TextField } from '../../ui/text-field';
import { VerdictIcon } from '../../ui/verdict';
import { newDraft } from './profile-draft';
import styles from './profiles.module.css';
import { useProfileForm } from './use-profile-form';

/**
 * Above the sandbox's list at first start: what this is, and the way to a real cluster. `failed` is the broken one; with
 * `focused` the address field takes the focus, which later belongs to the list.
 */
export function WelcomeCard({
  profile,
  failed,
  focused,
}: {
  profile: string;
  failed: string | undefined;
  focused: boolean;
}) {
  const change = useChangeSettings();
  return (
    <div className={styles.welcome}>
      <section className={styles.half}>
        <h2 className={styles.welcomeTitle}>You are in the sandbox</h2>
        <p className={styles.welcomeText}>
          A simulated cluster inside this app. Change, break and delete what you like: it behaves like real workers and
          touches nothing outside.
        </p>
        {failed !== undefined && (
          <p className={styles.broken}>
            <VerdictIcon verdict="failed" />
            <span>
              One connector has failed on purpose. <PathLink to={paths.connector(profile, failed)}>Open it</PathLink> to
              see how a cause is shown.
            </span>
          </p>
        )}
      </section>
      <section className={styles.half}>
        <header className={styles.welcomeHead}>
          <h2 className={styles.welcomeTitle}>Add your own cluster</h2>
          <IconButton icon={IconX} label="Close this card" size="sm" onClick={() => change({ welcomeClosed: true })} />
        </header>
        <QuickAdd focused={focused} />
      </section>
    </div>
  );
}

function QuickAdd({ focused }: { focused: boolean }) {
  const { show } = useDialogs();
  const navigation = useNavigation();
  const form = useProfileForm(newDraft(), (id) => navigation.go(paths.list(id)));
  const { draft, saving } = form;
  const failedStep = form.test.steps.find((step) => step.state === 'failed');
  const running = form.test.steps.find((step) => step.state === 'running');
  const add = useMutation({ mutationFn: () => saving.mutateAsync(true).catch(() => undefined) });
  const problem = form.errors['url'] ?? form.errors['name'] ?? form.problem?.text ?? form.test.problem?.text;
  return (
    <form
      className={styles.quick}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <span className={styles.quickRow}>
        <TextField
          aria-label="Worker URL"
          mono
          autoFocus={focused}
          value={draft.url}
          invalid={form.errors['url'] !== undefined}
          placeholder="Worker URL, localhost:8083"
          onChange={(url) => form.change({ url })}
        />
        <Button variant="primary" submit combo={keyOf('Welcome', 'add')} busy={add.isPending}>
          {labelOf('Welcome', 'add')}
        </Button>
      </span>
      {problem !== undefined && <p className={styles.quickError}>{problem}</p>}
      {failedStep !== undefined && !form.outdated && (
        <div className={styles.quickResult}>
          <Steps label="What failed" steps={[{ ...failedStep, below: failedStep.hint }]} />
          <Button onClick={() => show('cluster', { url: draft.url, login: failedStep.fix === 'login' })}>
            {failedStep.fix === 'login' ? 'Enter a login…' : 'Open all settings…'}
          </Button>
        </div>
      )}
      <p className={styles.quickHint} role="status">
        {form.test.running ? (
          `Testing: ${running?.title ?? 'name'}`
        ) : (
          <>
            Nothing is sent until you press Test and add.{' '}
            <Button variant="link" onClick={() => show('cluster', draft.url === '' ? {} : { url: draft.url })}>
              Login, TLS, read-only…
            </Button>{' '}
            <Button variant="link" onClick={() => show('importClusters', {})}>
              {labelOf('Everywhere', 'importClusters')}
            </Button>
          </>
        )}
      </p>
    </form>
  );
}
