import { IconCircleCheck, IconCircleXFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useBridge } from '../../bridge/context';
import type { Login } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import type { Dialogs } from '../../shell/dialogs';
import { KeyringBanner } from '../../shell/keyring-banner';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useKeys } from '../../ui/keys/keys-provider';
import { SkeletonRows } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { ConnectionPanel } from './connection-panel';
import { draftOf, newDraft, type ProfileDraft } from './profile-draft';
import { ProfileFields, type ProfileFieldsProps } from './profile-fields';
import styles from './profiles.module.css';
import { passed, type TestResult } from './use-connection-test';
import { useProfileForm } from './use-profile-form';

type Props = Dialogs['cluster'] & { onClose: () => void };

/** Adds a cluster, changes one, or makes a copy of one. */
export function ClusterDialog({ id, copyOf, url, onClose }: Props) {
  const bridge = useBridge();
  const wanted = id ?? copyOf;
  const kept = useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => bridge.profiles.list(signal),
    enabled: wanted !== undefined,
    gcTime: 0,
  });
  const title =
    id !== undefined ? 'Edit the cluster' : copyOf !== undefined ? 'Duplicate the cluster' : 'Add a cluster';
  if (wanted === undefined) {
    return <Form title={title} initial={newDraft(url)} onClose={onClose} />;
  }
  const profile = kept.data?.find((one) => one.id === wanted);
  if (profile === undefined) {
    return (
      <Dialog
        title={title}
        width={936}
        height={640}
        onClose={onClose}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {kept.isPending && <SkeletonRows rows={4} />}
        {kept.isError && <ErrorBlock problem={problemOf(kept.error)} />}
        {kept.isSuccess && <p>This cluster is not here any more.</p>}
      </Dialog>
    );
  }
  const names = kept.data?.map((one) => one.name) ?? [];
  return <Form title={title} initial={draftOf(profile, id === undefined, names)} onClose={onClose} />;
}

const everyLogin: readonly Login[] = ['none', 'basic'];

/** Which fields and logins the form of a kind of cluster has: all of them, until the kinds are known. */
function useKind(id: string): Pick<ProfileFieldsProps, 'has' | 'logins'> {
  const bridge = useBridge();
  const kinds = useQuery({
    queryKey: ['profile-kinds'],
    queryFn: ({ signal }) => bridge.profiles.kinds(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kind = kinds.data?.find((one) => one.id === id) ?? kinds.data?.[0];
  return {
    has: (field) => kind === undefined || kind.fields.includes(field),
    logins: kind?.logins ?? everyLogin,
  };
}

function Form({ title, initial, onClose }: { title: string; initial: ProfileDraft; onClose: () => void }) {
  const navigation = useNavigation();
  const form = useProfileForm(initial, (saved) => {
    onClose();
    if (initial.id === '') {
      navigation.go(paths.list(saved));
    }
  });
  const kind = useKind(form.draft.kind);
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
      width={936}
      height={640}
      padded={false}
      onClose={onClose}
      fact={<Reached result={form.test} outdated={form.outdated} />}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={saving.isPending && !saving.variables} onClick={() => saving.mutate(false)}>
            Save without testing
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
            {...kind}
            errors={form.errors}
            notes={form.notes}
            onChange={form.change}
            onAddress={form.onAddress}
            onPickCa={form.onPickCa}
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
  useKeys('Cluster', [{ combo: 'Ctrl+Enter', label: 'test and save', run: () => !busy && onPress() }]);
  return (
    <Button variant="primary" combo="Ctrl+Enter" busy={busy} onClick={onPress}>
      Test and save
    </Button>
  );
}

function Reached({ result, outdated }: { result: TestResult; outdated: boolean }) {
  if (result.running || outdated || (result.steps.length === 0 && result.problem === null)) {
    return outdated && !result.running ? 'Not tested as it is now' : null;
  }
  if (passed(result)) {
    return (
      <>
        <IconCircleCheck className={styles.good} size={14} stroke={1.75} aria-hidden /> Reachable
      </>
    );
  }
  const failed = result.steps.find((step) => step.state === 'failed');
  return (
    <>
      <IconCircleXFilled className={styles.bad} size={14} aria-hidden /> Not reachable yet
      {failed === undefined ? '' : `: ${failed.title}`}
    </>
  );
}
