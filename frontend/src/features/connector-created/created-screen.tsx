import { IconInfoCircle, IconPencil, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { CauseView, ConnectorDetail } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { shortClass } from '../../lib/class-names';
import { plural } from '../../lib/plural';
import { useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { CopyButton } from '../../ui/copy-button';
import { ActionBar, Card, Page, PageBody, SectionTitle } from '../../ui/page';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock, Note } from '../../ui/states';
import { Steps } from '../../ui/steps';
import { EnvTag } from '../../ui/tag';
import { TimeText } from '../../ui/times';
import styles from './created.module.css';
import { FollowedTasks } from './followed-tasks';
import { Verdict } from './verdict';

/** A connector right after Create or Save, followed until its tasks run or fail. Leaving the page stops nothing. */
export function CreatedScreen({ profile, name }: { profile: string; name: string }) {
  const bridge = useBridge();
  const client = useQueryClient();
  const navigation = useNavigation();
  const dialogs = useDialogs();
  const cluster = useCluster(profile);
  const key = ['followed', profile, name];
  const detail = useQuery({ queryKey: key, queryFn: ({ signal }) => bridge.connectors.detail(profile, name, signal) });
  useBridgeEvent('cluster', (event) => {
    if (event.profile === profile) {
      void client.invalidateQueries({ queryKey: key });
    }
  });
  const act = useMutation({ mutationFn: () => bridge.connectors.act(profile, name, 'restart_failed', -1) });
  const stop = useMutation({
    mutationFn: () => bridge.connectors.stopFollowing(profile, name),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const at = detail.data?.causes[0]?.settings[0]?.key;
  const open = () => navigation.go(paths.connector(profile, name));
  const edit = () => navigation.go(paths.edit(profile, name, at));
  const data = detail.data;
  const failed = data !== undefined && isFailed(data);
  useCommands('Created', {
    open,
    edit,
    restart: failed ? () => act.mutate() : undefined,
    back: () => navigation.go(paths.list(profile)),
  });
  return (
    <Page
      title={name}
      onBack={() => navigation.go(paths.list(profile))}
      beside={
        <>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
          {data !== undefined && (
            <>
              <ConnectorTypeIcon type={data.row.type} /> {data.row.type} {shortClass(data.row.class)}{' '}
              {data.pluginVersion}
            </>
          )}
        </>
      }
    >
      <PageBody padded>
        {detail.isError && <ErrorBlock title="The connector could not be read" problem={problemOf(detail.error)} />}
        {detail.isPending && <SkeletonBar width={320} label="reading the connector" />}
        {data !== undefined && (
          <div className={styles.parts}>
            <Verdict detail={data} onStop={() => stop.mutate()} />
            {data.causes.map((cause) => (
              <Card key={`${cause.class} ${cause.text}`} tone="red" padded>
                <div className={styles.cause}>
                  <span className={styles.label}>Root cause</span>
                  <span className={styles.note}>{whose(cause, data.row.total)}</span>
                  <CopyButton text={`${cause.class}: ${cause.text}`} variant="plain" size="sm" />
                </div>
                <p className={styles.message}>
                  <b className={styles.class}>{cause.short}</b> {cause.text}
                </p>
                {cause.settings.length > 0 && (
                  <p className={styles.settings}>
                    The value of this setting is in the message:
                    {cause.settings.map((setting) => (
                      <code key={setting.key} className={styles.setting}>
                        {setting.key} = {setting.text}
                      </code>
                    ))}
                  </p>
                )}
              </Card>
            ))}
            <section>
              <SectionTitle
                note={
                  <>
                    {cluster !== undefined && `on ${cluster.name}, `}since <TimeText at={data.follow.since} />
                  </>
                }
              >
                What happened
              </SectionTitle>
              <Steps
                joined
                label="What happened"
                steps={data.follow.steps.map((step) => ({
                  ...step,
                  below:
                    step.id === 'tasks_running' && data.tasks.length > 0 ? (
                      <FollowedTasks tasks={data.tasks} />
                    ) : undefined,
                }))}
              />
            </section>
            <Note icon={IconInfoCircle}>
              {failed
                ? `The connector exists now. The form opens as an edit of it${at === undefined ? '' : `, at ${at}`}; saving restarts it${data.row.total > 0 ? ` and its ${data.row.total === 1 ? 'task' : plural(data.row.total, 'task')}` : ''}.`
                : 'Go anywhere meanwhile. A line at the bottom right says how it ended.'}
            </Note>
            {act.isError && <ErrorBlock problem={problemOf(act.error)} />}
          </div>
        )}
      </PageBody>
      <ActionBar
        left={
          failed && (
            <Button
              variant="danger"
              icon={IconTrash}
              onClick={() => dialogs.show('deleteConnector', { profile, name })}
            >
              Delete…
            </Button>
          )
        }
      >
        {data !== undefined && failed ? (
          <>
            {data.row.failed > 0 && (
              <Button icon={IconRefresh} combo="R" busy={act.isPending} onClick={() => act.mutate()}>
                Restart {plural(data.row.failed, 'failed task')}
              </Button>
            )}
            <Button onClick={open}>Open the connector</Button>
            <Button variant="primary" icon={IconPencil} combo="E" onClick={edit}>
              Back to the form
            </Button>
          </>
        ) : (
          <>
            <Button icon={IconPlus} onClick={() => navigation.go(paths.picker(profile))}>
              Create another…
            </Button>
            <Button variant="primary" combo="Enter" onClick={open}>
              Open the connector
            </Button>
          </>
        )}
      </ActionBar>
    </Page>
  );
}

function whose(cause: CauseView, tasks: number): string {
  if (cause.connector) {
    return 'of the connector';
  }
  return tasks === 1 ? 'of its task' : `same in ${String(cause.tasks.length)} of ${String(tasks)} tasks`;
}

function isFailed(detail: ConnectorDetail): boolean {
  return detail.row.verdict === 'failed' || detail.row.verdict === 'degraded' || detail.follow.state === 'failed';
}
