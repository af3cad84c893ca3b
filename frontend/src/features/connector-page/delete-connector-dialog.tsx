import {
  IconBookmark,
  IconDatabase,
  IconHistory,
  IconLink,
  IconLock,
  IconStack2,
  IconTrash,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { DeleteFacts, User } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import { visible } from '../../lib/visible';
import type { Dialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NothingSent } from '../../ui/nothing-sent';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock, Note } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { TypedName } from '../../ui/typed-name';
import styles from './delete-connector-dialog.module.css';

/** Says what stays behind. On production the person types the name; elsewhere a click deletes, and the focus is on Cancel. */
export function DeleteConnectorDialog({
  profile,
  name,
  onClose,
}: Dialogs['deleteConnector'] & { onClose: () => void }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const [typed, setTyped] = useState('');
  // Invisible characters cannot be typed; the person types their escapes.
  const shown = visible(name);
  const facts = useQuery({
    queryKey: ['delete-facts', profile, name],
    queryFn: ({ signal }) => bridge.connectors.deleteFacts(profile, name, signal),
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => bridge.connectors.delete(profile, name, typed === shown ? name : typed),
    onSuccess: (result) => {
      if (result.problem.code === '') {
        onClose();
        navigation.go(paths.list(profile));
      }
    },
  });
  const mustType = cluster?.environment === 'production';
  const ready = !mustType || typed === shown;
  const confirm = () => {
    if (ready && !remove.isPending) {
      remove.mutate();
    }
  };
  const problem = remove.isError ? problemOf(remove.error) : (remove.data?.problem ?? null);
  return (
    <Dialog
      title={`Delete ${name}?`}
      meta={
        cluster !== undefined && (
          <>
            on {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
          </>
        )
      }
      width={mustType ? 588 : 440}
      onClose={onClose}
      fact={remove.isIdle && <NothingSent />}
      actions={
        <>
          {!ready && <span className={styles.why}>Type the full name</span>}
          <Button data-autofocus={!mustType || undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="destroy"
            icon={IconTrash}
            disabled={!ready}
            busy={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Delete connector
          </Button>
        </>
      }
    >
      {facts.isError && <ErrorBlock title="What stays behind is not known" problem={problemOf(facts.error)} />}
      {facts.isPending && <SkeletonBar width={240} label="finding out what would stay behind" />}
      {facts.data !== undefined && facts.data.users.length > 0 && (
        <Users
          users={facts.data.users}
          onOpen={(row) => {
            onClose();
            navigation.go(paths.connector(profile, row));
          }}
        />
      )}
      {facts.data !== undefined && <Facts facts={facts.data} />}
      {mustType && (
        <div className={styles.type}>
          <label className={styles.label} htmlFor="delete-name">
            Type the name of the connector
          </label>
          <TypedName id="delete-name" name={shown} typed={typed} onType={setTyped} onConfirm={confirm} />
          <span className={styles.unlock}>
            <IconLock size={14} aria-hidden /> This is a <b>production</b> cluster.
          </span>
        </div>
      )}
      {problem !== null && problem.code !== '' && <ErrorBlock problem={problem} />}
    </Dialog>
  );
}

/** What uses the connector; the service refuses the delete while it does. */
function Users({ users, onOpen }: { users: readonly User[]; onOpen: (row: string) => void }) {
  return (
    <div className={styles.facts}>
      <Note icon={IconLink}>
        <b>{plural(users.length, 'other')}</b> {users.length === 1 ? 'uses' : 'use'} it. The cluster refuses the delete
        until they are changed or deleted:
        <ul className={styles.users}>
          {users.map((user) => (
            <li key={`${user.kind} ${user.row} ${user.name}`}>
              {user.kind}{' '}
              {user.row === '' ? (
                <span className={styles.mono}>{user.name}</span>
              ) : (
                <Button variant="link" onClick={() => onOpen(user.row)}>
                  {user.name}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

function Facts({ facts }: { facts: DeleteFacts }) {
  return (
    <div className={styles.facts}>
      <p className={styles.lead}>
        {facts.tasks > 0
          ? `The connector and its ${facts.tasks === 1 ? 'task' : plural(facts.tasks, 'task')} are stopped`
          : 'The connector is removed'}
        , and its config is deleted from the cluster. The worker cannot undo this.
      </p>
      <h3 className={styles.title}>
        What stays behind{' '}
        <span className={styles.note}>
          {facts.offsets === '' ? 'as far as the cluster reports' : 'Kafka Connect does not clean up'}
        </span>
      </h3>
      <dl className={styles.list}>
        {facts.topics.length > 0 && (
          <Stays icon={<IconStack2 size={16} stroke={1.5} aria-hidden />} title="Topics" hint="with all their records">
            <span className={styles.mono}>{facts.topics.join(', ')}</span>
          </Stays>
        )}
        {facts.group !== '' && (
          <Stays icon={<IconUsersGroup size={16} stroke={1.5} aria-hidden />} title="Consumer group">
            <span className={styles.mono}>{facts.group}</span>
          </Stays>
        )}
        {facts.offsets !== '' && (
          <Stays icon={<IconBookmark size={16} stroke={1.5} aria-hidden />} title="Offsets">
            {facts.offsets}
          </Stays>
        )}
        {facts.type === 'sink' && (
          <Stays icon={<IconDatabase size={16} stroke={1.5} aria-hidden />} title="Written data">
            what the tasks have written to the target system
          </Stays>
        )}
      </dl>
      <Note icon={IconHistory}>
        {facts.storesWhere === 'sealed' ? (
          <>
            Its config is stored here for {facts.storedDays} days, sealed. <b>Recreate</b> is under Drafts, Recently
            deleted.
          </>
        ) : (
          <>
            Its config is stored here for {facts.storedDays} days. There is no keyring, so its secret values are stored
            only until the app closes.
          </>
        )}
      </Note>
    </div>
  );
}

function Stays({
  icon,
  title,
  hint,
  children,
}: {
  icon: ReactNode;
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.fact}>
      {icon}
      <dt className={styles.term}>{title}</dt>
      <dd className={styles.text}>
        {children}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </dd>
    </div>
  );
}
