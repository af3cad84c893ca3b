import { IconAlertCircle, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClusterState } from '../../bridge/dto';
import { keyOf, labelOf, useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { useOpenCluster } from '../../shell/open-cluster';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Button, IconButton } from '../../ui/button';
import { Page, PageBody } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { Banner, EmptyState } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { AskDialog } from './ask-dialog';
import { BulkDeleteDialog } from './bulk-delete-dialog';
import { DeletedLines } from './deleted-lines';
import { ListBody } from './list-body';
import { HeadFacts, Updated } from './list-head';
import { DownState, EmptyList, KeyringState, StaleBanner } from './list-states';
import { useRows } from './row-feed';
import { useActions } from './use-actions';

/** The connectors of a cluster. `welcome` is shown above the list; it gets the name of a failed connector. */
export function ConnectorListScreen({
  profile,
  welcome,
}: {
  profile: string;
  welcome?: (failed: string | undefined) => ReactNode;
}) {
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const state = useOpenCluster(profile);
  const actions = useActions(profile);
  const mayCreate = cluster?.noCreate === '' && (state?.phase === 'ready' || state?.phase === 'names');
  const onNew = () => navigation.go(paths.picker(profile));
  const about = () => navigation.go(paths.about(profile));
  const calls = () => navigation.go(paths.clusterCalls(profile));
  useCommands('List', {
    create: mayCreate ? onNew : undefined,
    about,
    calls,
  });

  if (cluster === undefined) {
    return <Gone />;
  }
  return (
    <Page
      title={cluster.name}
      beside={<HeadFacts cluster={cluster} state={state} />}
      right={state !== undefined && <Updated state={state} />}
    >
      <Tabs
        label="Parts of the cluster"
        value="connectors"
        tabs={[
          {
            value: 'connectors',
            label: 'Connectors',
            count: state === undefined || state.phase === 'down' ? undefined : state.total,
          },
          { value: 'about', label: 'About' },
          { value: 'calls', label: 'Calls' },
        ]}
        onChange={(tab) => tab !== 'connectors' && { about, calls }[tab]()}
        right={
          mayCreate && (
            <Button
              variant={welcome === undefined ? 'primary' : 'default'}
              icon={IconPlus}
              combo={keyOf('List', 'create')}
              onClick={onNew}
            >
              {labelOf('List', 'create')}
            </Button>
          )
        }
      >
        {actions.problem !== null && (
          <Banner
            tone="red"
            icon={IconAlertCircle}
            actions={<IconButton icon={IconX} label="Dismiss" size="sm" onClick={actions.clearProblem} />}
          >
            {actions.problem.text} {actions.problem.worker !== '' && <code>{actions.problem.worker}</code>}
          </Banner>
        )}
        {state !== undefined && <DeletedLines state={state} onRecreate={actions.recreate} />}
        {state?.phase === 'stale' && <StaleBanner state={state} />}
        <Body
          profile={profile}
          state={state}
          actions={actions}
          welcome={welcome}
          onNew={mayCreate ? onNew : undefined}
        />
      </Tabs>
      {actions.asking !== null && (
        <AskDialog
          asking={actions.asking}
          cluster={cluster}
          onSend={() => actions.asking !== null && actions.send(actions.asking)}
          onCancel={actions.cancel}
        />
      )}
      {actions.deleting !== null && (
        <BulkDeleteDialog cluster={cluster} names={actions.deleting} onRun={actions.follow} onClose={actions.keep} />
      )}
    </Page>
  );
}

function Body({
  profile,
  state,
  actions,
  welcome,
  onNew,
}: {
  profile: string;
  state: ClusterState | undefined;
  actions: ReturnType<typeof useActions>;
  welcome: ((failed: string | undefined) => ReactNode) | undefined;
  onNew: (() => void) | undefined;
}) {
  const { rows } = useRows(profile);
  if (state !== undefined && rows.names.length === 0) {
    if (state.keyring === 'waiting' || state.keyring === 'needed') {
      return <KeyringState state={state} />;
    }
    if (state.phase === 'down') {
      return (
        <PageBody>
          <DownState state={state} />
        </PageBody>
      );
    }
    if (state.phase === 'ready' && state.total === 0) {
      return (
        <PageBody>
          {welcome?.(undefined)}
          <EmptyList state={state} onNew={onNew} />
        </PageBody>
      );
    }
  }
  if (state === undefined || !rows.known || rows.names.length === 0) {
    return (
      <PageBody>
        <SkeletonRows />
      </PageBody>
    );
  }
  return <ListBody state={state} actions={actions} welcome={welcome} />;
}

function Gone() {
  return (
    <Page title="Cluster">
      <PageBody>
        <EmptyState
          title="This cluster no longer exists"
          text="Its profile was deleted. Choose another one on the left."
        />
      </PageBody>
    </Page>
  );
}
