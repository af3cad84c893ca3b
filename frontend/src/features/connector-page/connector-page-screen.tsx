import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ActionView, ConnectorDetail, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { visible } from '../../lib/visible';
import { CallLog } from '../../parts/call-log/call-log';
import { useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { useOpenCluster } from '../../shell/open-cluster';
import { type ConnectorTab, paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { KeyScope } from '../../ui/keys/keys-provider';
import { Page } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { EnvTag, Tag } from '../../ui/tag';
import { ActivityLine } from './activity-line';
import { configQuery, type Place, useDetail } from './api';
import { ConfigTab } from './config-tab';
import { ConfirmDialog } from './confirm-dialog';
import { GoneBanner } from './gone-banner';
import styles from './header.module.css';
import { MetricsTab } from './metrics-tab';
import { OffsetsTab } from './offsets-tab';
import { OverviewTab } from './overview-tab';
import { ReadOnlyLine } from './read-only-line';
import { actOf, restartsOf, restartTask } from './restart-words';
import { StaleBanner } from './stale-banner';
import { TasksTab } from './tasks-tab';
import { Plugin, Seen } from './title-facts';
import { TopicsTab } from './topics-tab';
import { useAct } from './use-act';
import { useCopyAs } from './use-copy-as';
import { useFailingNeighbours } from './use-failing-neighbours';
import { VerdictRow } from './verdict-row';

/** The page of one connector: what is wrong, why, and what can be done; then everything known about it. */
export function ConnectorPageScreen({ profile, name, tab }: { profile: string; name: string; tab: ConnectorTab }) {
  const place: Place = { profile, name };
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  useOpenCluster(profile);
  const detail = useDetail(place);
  const data = detail.data;
  const missing = detail.isError && problemOf(detail.error).code === 'not_found';
  return (
    <Page
      title={name}
      onBack={navigation.back}
      beside={
        <>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
          {cluster?.readOnly === true && <Tag icon={IconLock}>read-only</Tag>}
          {data !== undefined && <Plugin detail={data} />}
        </>
      }
      right={data !== undefined && !missing && <Seen profile={profile} detail={data} />}
    >
      {data !== undefined && (!missing || data.row.verdict !== '') ? (
        <Opened place={place} tab={tab} detail={missing ? { ...data, gone: true, actions: [] } : data} />
      ) : missing ? (
        <EmptyState
          title={`There is no connector ${visible(name)} on this cluster`}
          text="It was deleted, or it has another name. Nothing was changed."
          actions={<Button onClick={() => navigation.go(paths.list(profile))}>Show all connectors</Button>}
        />
      ) : detail.isError ? (
        <div style={{ padding: 16 }}>
          <ErrorBlock
            title="The connector could not be read"
            problem={problemOf(detail.error)}
            actions={<Button onClick={() => void detail.refetch()}>Try again</Button>}
          />
        </div>
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Page>
  );
}

function Opened({ place, tab, detail }: { place: Place; tab: ConnectorTab; detail: ConnectorDetail }) {
  const { profile, name } = place;
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const acting = useAct(place);
  const [copyProblem, setCopyProblem] = useState<Problem | null>(null);
  const copyAs = useCopyAs(place, setCopyProblem);
  const toFailing = useFailingNeighbours(place, tab);
  const [task, setTask] = useUiState<number | null>(`connector.${profile}.${name}.task`, null);
  // What was read for the tab is newer than what the last poll knows.
  const read = useQuery({ ...configQuery(useBridge(), place), enabled: false }).data;
  const settings =
    read?.values.filter((value) => value.set).length ?? (detail.configCount < 0 ? undefined : detail.configCount);
  const waits = detail.stale || acting.cancellable;

  const first = restartsOf(detail)[0];
  // Where only the whole connector can be restarted, a task has no button of its own.
  const wholeOnly = first?.id === 'restart_all' && restartsOf(detail).length === 1;
  const restartFirst = actOf(first);
  const restart = () => {
    if (restartFirst === undefined) {
      return;
    }
    // A single key press must not interrupt a running connector.
    if (restartFirst.action === 'restart_failed') {
      acting.begin(restartFirst);
    } else {
      acting.ask(restartFirst);
    }
  };
  const restartOne = (id: number) => {
    const act = restartTask(detail, id);
    if (act !== undefined && !waits) {
      acting.begin(act);
    }
  };
  const counts: Partial<Record<ConnectorTab, number | undefined>> = { tasks: detail.row.total, config: settings };
  const open = (to: ConnectorTab) => navigation.go(paths.connector(profile, name, to), { replace: true });
  const edit = detail.actions.find((action) => action.id === 'edit');
  const editable = edit?.why === '';
  useCommands('Connector', {
    restartFirst:
      restartFirst === undefined || waits
        ? undefined
        : {
            label: restartFirst.action === 'restart_failed' ? 'restart failed' : 'restart…',
            run: restart,
            unavailable: whyNot(first),
          },
    edit:
      edit === undefined || (editable && tab === 'config')
        ? undefined
        : { run: () => navigation.go(paths.edit(profile, name)), unavailable: whyNot(edit) },
    // On that tab, the selected call is copied.
    copyCurl: tab === 'calls' ? undefined : { quiet: tab !== 'config', run: () => copyAs('curl') },
    previousFailing: { quiet: tab !== 'overview', run: () => toFailing(-1) },
    nextFailing: () => toFailing(1),
    back: navigation.back,
  });

  return (
    <div className={styles.opened} data-tab={tab} data-below-title>
      <VerdictRow place={place} detail={detail} acting={acting} onCopyCurl={() => copyAs('curl')} />
      {acting.problem !== null && <Refusal problem={acting.problem} onClose={acting.clearProblem} />}
      {copyProblem !== null && <Refusal problem={copyProblem} onClose={() => setCopyProblem(null)} />}
      <ActivityLine place={place} detail={detail} acting={acting} />
      <Tabs
        label="Parts of the connector"
        value={tab}
        onChange={open}
        tabs={detail.tabs.map(({ id, label, why }) => ({
          value: id,
          label,
          ...(why === '' ? {} : { why }),
          count: counts[id],
        }))}
      >
        {detail.gone ? <GoneBanner place={place} at={detail.goneAt} /> : detail.stale && <StaleBanner place={place} />}
        <ReadOnlyLine detail={detail} profile={profile} />
        <KeyScope>
          {tab === 'overview' && (
            <OverviewTab
              place={place}
              detail={detail}
              chosen={task}
              onChoose={setTask}
              onRestart={restartOne}
              canRestart={(one) => one.state === 'FAILED' && first?.why === '' && !wholeOnly}
            />
          )}
          {tab === 'tasks' && (
            <TasksTab
              detail={detail}
              chosen={task}
              onChoose={setTask}
              onOpen={(id) => {
                setTask(id);
                open('overview');
              }}
              onRestart={restartOne}
              canRestart={() => first?.why === '' && !wholeOnly}
            />
          )}
          {tab === 'config' && <ConfigTab place={place} editable={editable} gone={detail.gone} copyAs={copyAs} />}
          {tab === 'topics' && <TopicsTab place={place} type={detail.row.type} gone={detail.gone} />}
          {tab === 'offsets' && <OffsetsTab place={place} detail={detail} onTopics={() => open('topics')} />}
          {tab === 'metrics' && <MetricsTab place={place} gone={detail.gone} />}
          {tab === 'calls' && <CallLog profile={profile} connector={name} empty={aboutCalls} />}
        </KeyScope>
      </Tabs>
      {acting.asking !== null && (
        <ConfirmDialog
          act={acting.asking}
          name={name}
          cluster={cluster}
          onSend={() => acting.asking !== null && acting.send(acting.asking)}
          onClose={acting.dismiss}
        />
      )}
    </div>
  );
}

/** Why a button is disabled, for its key. */
function whyNot(action: ActionView | undefined): string | undefined {
  return action?.why === '' ? undefined : action?.why;
}

const aboutCalls =
  "Only the calls about this one connector are here. Cluster-wide polling is in the cluster's call log.";

function Refusal({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  return (
    <div className={styles.problem}>
      <ErrorBlock problem={problem} actions={<Button onClick={onClose}>Close</Button>} />
    </div>
  );
}
