import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import type { Dialogs } from '../../shell/dialogs';
import { KeyringBanner } from '../../shell/keyring-banner';
import { useNavigation } from '../../shell/navigation';
import { sharedKeys, useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { TypedName } from '../../ui/typed-name';
import styles from './profiles.module.css';

/** Removes a cluster from the list, and says what is deleted with it. Nothing is sent to the worker. */
export function DeleteClusterDialog({ id, onClose }: Dialogs['deleteCluster'] & { onClose: () => void }) {
  const bridge = useBridge();
  const client = useQueryClient();
  const navigation = useNavigation();
  const cluster = useCluster(id);
  const [typed, setTyped] = useState('');
  const preview = useQuery({
    queryKey: ['delete-profile', id],
    queryFn: ({ signal }) => bridge.profiles.deletePreview(id, signal),
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => bridge.profiles.delete(id),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: sharedKeys.clusters(), exact: true });
      navigation.go('/');
    },
  });
  const name = cluster?.name ?? '';
  const mustType = cluster?.environment === 'production';
  const ready = cluster !== undefined && (!mustType || typed === name);
  const confirm = () => {
    if (ready && !remove.isPending) {
      remove.mutate();
    }
  };
  return (
    <Dialog
      title={`Delete ${name}?`}
      meta={cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
      width={mustType ? 588 : 440}
      onClose={onClose}
      fact={mustType && !ready ? 'Type the full name' : 'Nothing is sent to the worker.'}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="destroy"
            icon={IconTrash}
            {...(mustType ? {} : { 'data-autofocus': true })}
            disabled={!ready}
            busy={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Delete cluster
          </Button>
        </>
      }
    >
      <KeyringBanner />
      <div className={styles.delete}>
        <p>The cluster is removed from this app. Its connectors are not changed.</p>
        {preview.isPending && <SkeletonBar width={240} label="counting what is deleted with it" />}
        {preview.isError && <ErrorBlock problem={problemOf(preview.error)} />}
        {preview.data !== undefined && (
          <dl className={styles.deleted}>
            <dt>Deleted with it</dt>
            <dd>{deletedText(preview.data)}</dd>
          </dl>
        )}
        {mustType && (
          <div className={styles.type}>
            <label className={styles.strong} htmlFor="delete-cluster-name">
              Type the name of the cluster
            </label>
            <TypedName id="delete-cluster-name" name={name} typed={typed} onType={setTyped} onConfirm={confirm} />
          </div>
        )}
        {remove.isError && <ErrorBlock problem={problemOf(remove.error)} />}
      </div>
    </Dialog>
  );
}

function deletedText({ drafts, deleted }: { drafts: number; deleted: number }): string {
  const parts = [
    ...(drafts > 0 ? [plural(drafts, 'draft')] : []),
    ...(deleted > 0 ? [`${plural(deleted, 'stored config')} of deleted connectors`] : []),
    'its address and settings',
    'the password in the keyring, if there is one',
  ];
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1) ?? ''}.`;
}
