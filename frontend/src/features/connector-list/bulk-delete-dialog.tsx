import { IconHistory, IconLock, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { BulkDeleteFacts, ClusterSummary } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import { visible } from '../../lib/visible';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NothingSent } from '../../ui/nothing-sent';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock, Note } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { TypedName } from '../../ui/typed-name';
import styles from './connector-list.module.css';

/** Says what deleting several connectors leaves behind. On production the person types their number. */
export function BulkDeleteDialog({
  cluster,
  names,
  onRun,
  onClose,
}: {
  cluster: ClusterSummary;
  names: readonly string[];
  onRun: (run: string) => void;
  onClose: () => void;
}) {
  const bridge = useBridge();
  const [typed, setTyped] = useState('');
  const facts = useQuery({
    queryKey: ['bulk-delete-facts', cluster.id, names],
    queryFn: ({ signal }) => bridge.clusters.deleteFacts(cluster.id, [...names], signal),
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => bridge.clusters.bulk(cluster.id, 'delete', [...names], typed),
    onSuccess: (run) => {
      onRun(run);
      onClose();
    },
  });
  const count = names.length.toString();
  const mustType = facts.data?.confirmByCount ?? cluster.environment === 'production';
  const ready = facts.data !== undefined && (!mustType || typed === count);
  const confirm = () => {
    if (ready && !remove.isPending) {
      remove.mutate();
    }
  };
  return (
    <Dialog
      title={`Delete ${plural(names.length, 'connector')}?`}
      meta={
        <>
          on {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
        </>
      }
      width={588}
      onClose={onClose}
      fact={<NothingSent />}
      actions={
        <>
          {mustType && !ready && <span className={styles.fact}>Type the number</span>}
          <Button data-autofocus={!mustType || undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="destroy" icon={IconTrash} disabled={!ready} busy={remove.isPending} onClick={confirm}>
            Delete {plural(names.length, 'connector')}
          </Button>
        </>
      }
    >
      <div className={styles.ask}>
        {facts.isError && (
          <ErrorBlock
            title="What stays behind is not known"
            problem={problemOf(facts.error)}
            actions={<Button onClick={() => void facts.refetch()}>Try again</Button>}
          />
        )}
        {facts.isPending && <SkeletonBar width={240} label="finding out what would stay behind" />}
        {facts.data !== undefined && <Facts facts={facts.data} />}
        <p className={styles.names}>{names.map(visible).join(', ')}</p>
        {mustType && (
          <div className={styles.typeCount}>
            <label htmlFor="delete-count">Type the number of connectors</label>
            <TypedName
              id="delete-count"
              name={count}
              unit="digit"
              typed={typed}
              onType={setTyped}
              onConfirm={confirm}
            />
            <span className={styles.fact}>
              <IconLock size={14} aria-hidden /> This is a <b className={styles.production}>production</b> cluster.
            </span>
          </div>
        )}
        {remove.isError && <ErrorBlock title="Nothing was deleted" problem={problemOf(remove.error)} />}
      </div>
    </Dialog>
  );
}

function Facts({ facts }: { facts: BulkDeleteFacts }) {
  const { connectors, running, topics, groups, offsetsStay, unread, storedDays, storesWhere } = facts;
  return (
    <>
      <p>
        {running > 0
          ? `${plural(connectors, 'connector')} and ${plural(running, 'running task')} are stopped`
          : `${plural(connectors, 'connector')} ${connectors === 1 ? 'is' : 'are'} removed`}
        , and {connectors === 1 ? 'its config is' : 'their configs are'} deleted from the cluster. The workers cannot
        undo this.
      </p>
      <p>
        {offsetsStay
          ? 'Offsets and what the tasks have written stay behind; Kafka Connect does not clean up.'
          : 'What the tasks have written stays behind.'}
      </p>
      {topics.length > 0 && (
        <p className={styles.stays}>
          {plural(topics.length, 'topic stays', 'topics stay')}, with all records: <code>{topics.join(', ')}</code>
        </p>
      )}
      {groups.length > 0 && (
        <p className={styles.stays}>
          {plural(groups.length, 'consumer group stays', 'consumer groups stay')}: <code>{groups.join(', ')}</code>
        </p>
      )}
      {unread.length > 0 && (
        <p>
          {plural(unread.length, 'config')} cannot be read, so {unread.length === 1 ? 'it' : 'they'} cannot be stored
          and will not be deleted: {unread.map(visible).join(', ')}
        </p>
      )}
      <Note icon={IconHistory}>
        {storesWhere === 'sealed' ? (
          <>
            The configs are stored here for {storedDays} days, sealed. <b>Recreate</b> is under Drafts, Recently
            deleted.
          </>
        ) : (
          <>
            The configs are stored here for {storedDays} days. There is no keyring, so their secret values are stored
            only until the app closes.
          </>
        )}
      </Note>
    </>
  );
}
