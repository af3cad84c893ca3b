import { IconCircleCheck, IconCircleXFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { Login, ProfileKind } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { keyOf, labelOf, useCommands } from '../../shell/commands';
import type { Dialogs } from '../../shell/dialogs';
import { KeyringBanner } from '../../shell/keyring-banner';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Segmented } from '../../ui/segmented';
import { SkeletonRows } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { ConnectionPanel } from './connection-panel';
import type { FieldProps } from './field-props';
import { draftOf, newDraft, type ProfileDraft } from './profile-draft';
import { ProfileFields } from './profile-fields';
import styles from './profiles.module.css';
import { passed, type TestResult } from './use-connection-test';
import { useProfileForm } from './use-profile-form';

type Props = Dialogs['cluster'] & { onClose: () => void };

/** Adds a cluster, changes one, or makes a copy of one. */
export function ClusterDialog({ id, copyOf, url, login = false, onClose }: Props) {
  const bridge = useBridge();
  const wanted = id ?? copyOf;
  const stored = useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => bridge.profiles.list(signal),
    enabled: wanted !== undefined,
    gcTime: 0,
  });
  const title =
    id !== undefined ? 'Edit the cluster' : copyOf !== undefined ? 'Duplicate the cluster' : 'Add a cluster';
  if (wanted === undefined) {
    const draft = newDraft(url);
    return (
      <Form title={title} initial={login ? { ...draft, login: 'basic' } : draft} atLogin={login} onClose={onClose} />
    );
  }
  const profile = stored.data?.find((one) => one.id === wanted);
  if (profile === undefined) {
    return (
      <Dialog
        title={title}
        width={936}
        height={680}
        onClose={onClose}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {stored.isPending && <SkeletonRows rows={4} />}
        {stored.isError && <ErrorBlock problem={problemOf(stored.error)} />}
        {stored.isSuccess && <p>This cluster no longer exists.</p>}
      </Dialog>
    );
  }
  const names = stored.data?.map((one) => one.name) ?? [];
  return <Form title={title} initial={draftOf(profile, id === undefined, names)} onClose={onClose} />;
}

const everyLogin: readonly Login[] = ['none', 'basic', 'bearer', 'oauth'];

/** The kinds of cluster that a profile can be for; none until they are known. */
function useKinds(): readonly ProfileKind[] {
  const bridge = useBridge();
  const kinds = useQuery({
    queryKey: ['profile-kinds'],
    queryFn: ({ signal }) => bridge.profiles.kinds(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return kinds.data ?? [];
}

/** Which fields and logins a kind of cluster has, and its words: all of them, and the usual ones, until it is known. */
function formOf(kind: ProfileKind | undefined): Pick<FieldProps, 'has' | 'logins' | 'label'> {
  return {
    has: (field) => kind === undefined || kind.fields.includes(field),
    logins: kind?.logins ?? everyLogin,
    label: (field, usual) => kind?.words[field] ?? usual,
  };
}

interface FormProps {
  title: string;
  initial: ProfileDraft;
  /** Starts at the user name instead of the address. */
  atLogin?: boolean;
  onClose: () => void;
}

function Form({ title, initial, atLogin = false, onClose }: FormProps) {
  const navigation = useNavigation();
  const kinds = useKinds();
  const [chosen, setChosen] = useState(initial.kind);
  const kind = kinds.find(({ id }) => id === chosen) ?? kinds[0];
  const fields = formOf(kind);
  const form = useProfileForm(
    initial,
    (saved) => {
      onClose();
      if (initial.id === '') {
        navigation.go(paths.list(saved));
      }
    },
    fields.has('url'),
  );
  const choose = (id: string) => {
    const next = kinds.find((one) => one.id === id);
    setChosen(id);
    const login = next === undefined || next.logins.includes(form.draft.login) ? form.draft.login : next.logins[0];
    form.change({ kind: id, login: login ?? 'none' });
  };
  const { saving, refusals } = form;
  const left = useRef<HTMLDivElement>(null);
  // To the first field that is wrong, which may be out of sight.
  useEffect(() => {
    if (refusals > 0) {
      left.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [refusals]);
  return (
    <Dialog
      title={title}
      meta={
        kinds.length > 1 &&
        (initial.id === '' && initial.copySecret === '' ? (
          <Segmented
            label="Kind of cluster"
            size="sm"
            value={kind?.id ?? ''}
            onChange={choose}
            segments={kinds.map(({ id, title: label }) => ({ value: id, label }))}
          />
        ) : (
          kind?.title
        ))
      }
      width={936}
      height={680}
      padded={false}
      onClose={onClose}
      fact={<Reached result={form.test} outdated={form.outdated} />}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={saving.isPending && !saving.variables} onClick={() => saving.mutate(false)}>
            {labelOf('Cluster dialog', 'saveUntested')}
          </Button>
          <TestAndSave busy={saving.isPending && saving.variables} onPress={() => saving.mutate(true)} />
        </>
      }
    >
      <div className={styles.dialog}>
        <div ref={left} className={styles.left}>
          <KeyringBanner />
          {form.problem !== null && (
            <div className={styles.problem}>
              <ErrorBlock problem={form.problem} />
            </div>
          )}
          <ProfileFields
            draft={form.draft}
            {...fields}
            atLogin={atLogin}
            errors={form.errors}
            notes={form.notes}
            onChange={form.change}
            onAddress={form.onAddress}
            pickFile={form.pickFile}
            open={form.open}
            onOpen={form.onOpen}
            userRef={form.user}
          />
        </div>
        <ConnectionPanel
          result={form.test}
          outdated={form.outdated}
          onTest={form.onTest}
          onCancel={form.onCancelTest}
          onFix={form.onFix}
        />
      </div>
    </Dialog>
  );
}

function TestAndSave({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  useCommands('Cluster dialog', { save: () => !busy && onPress() });
  return (
    <Button variant="primary" combo={keyOf('Cluster dialog', 'save')} busy={busy} onClick={onPress}>
      {labelOf('Cluster dialog', 'save')}
    </Button>
  );
}

function Reached({ result, outdated }: { result: TestResult; outdated: boolean }) {
  if (result.running || outdated || (result.steps.length === 0 && result.problem === null)) {
    return outdated && !result.running ? 'Changed since the last test' : null;
  }
  if (passed(result)) {
    return (
      <>
        <IconCircleCheck className={styles.good} size={14} stroke={1.75} aria-hidden /> Reachable
      </>
    );
  }
  return (
    <>
      <IconCircleXFilled className={styles.bad} size={14} aria-hidden /> {failureWords(result)}
    </>
  );
}

/** How far the test came, in a few words; the step that failed says the rest. */
function failureWords({ steps }: TestResult): string {
  const failed = steps.find((step) => step.state === 'failed');
  if (failed === undefined) {
    return 'Not reachable yet';
  }
  if (failed.fix === 'login') {
    return 'Reached, but the login was refused';
  }
  const connected = steps.some((step) => step.id === 'login' && step.state === 'passed');
  return connected ? `Reached, but not usable yet: ${failed.title}` : `Not reachable yet: ${failed.title}`;
}
