import { IconInfoCircle, IconPencil, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { CauseView, ConnectorDetail } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { shortClass } from '../../lib/class-names';
import { plural } from '../../lib/plural';
import { keyOf, labelOf, useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { CopyButton } from '../../ui/copy-button';
import { ActionBar, Card, Page, PageBody, SectionTitle } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
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
  const data = detail.data;
  const failed = data !== undefined && isFailed(data);
  // A create that the service carried out later and that failed left no connector: there is the draft only.
  const absent = failed && data.gone;
  const saved = data?.follow.action === 'save';
  const draft = data?.follow.draft ?? '';
  const edit = () => navigation.go(absent && draft !== '' ? paths.form(draft, at) : paths.edit(profile, name, at));
  const another = () => navigation.go(paths.picker(profile));
  const restart = () => {
    if (!act.isPending) {
      act.mutate();
    }
  };
  const remove = () => dialogs.show('deleteConnector', { profile, name });
  useCommands('Created', {
    open: absent ? undefined : open,
    edit,
    restart: failed && !absent ? restart : undefined,
    another: failed || saved ? undefined : another,
    delete: failed && !absent ? remove : undefined,
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
              {data.row.type !== '' && (
                <span className={styles.type}>
                  <ConnectorTypeIcon type={data.row.type} /> {data.row.type}
                </span>
              )}
              <span>
                {shortClass(data.row.class)} {data.pluginVersion}
              </span>
            </>
          )}
        </>
      }
    >
      <PageBody padded>
        {detail.isError && (
          <ErrorBlock
            title="The connector could not be read"
            problem={problemOf(detail.error)}
            actions={<Button onClick={() => void detail.refetch()}>Try again</Button>}
          />
        )}
        {detail.isPending && <SkeletonRows rows={4} label="reading the connector" />}
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
                    step.id === 'tasks' && step.state !== 'not_reached' && data.tasks.length > 0 ? (
                      <FollowedTasks tasks={data.tasks} />
                    ) : undefined,
                }))}
              />
            </section>
            <Note icon={IconInfoCircle}>
              {absent
                ? 'There is no such connector. “Back to the form” opens the draft, which is stored.'
                : failed
                  ? `The connector exists now. “Back to the form” edits it${at === undefined ? '' : `, starting at ${at}`}. Saving restarts the connector${data.row.total > 0 ? ` and its ${data.row.total === 1 ? 'task' : plural(data.row.total, 'task')}` : ''}.`
                  : 'You can leave this page. A message at the bottom right says how it ended.'}
            </Note>
            {act.isError && <ErrorBlock problem={problemOf(act.error)} />}
          </div>
        )}
      </PageBody>
      <ActionBar
        left={
          failed &&
          !absent && (
            <Button variant="danger" icon={IconTrash} onClick={remove}>
              {labelOf('Created', 'delete')}
            </Button>
          )
        }
      >
        {data !== undefined && failed ? (
          <>
            {data.row.failed > 0 && !absent && (
              <Button icon={IconRefresh} combo={keyOf('Created', 'restart')} busy={act.isPending} onClick={restart}>
                Restart {plural(data.row.failed, 'failed task')}
              </Button>
            )}
            {!absent && <Button onClick={open}>{labelOf('Created', 'open')}</Button>}
            <Button variant="primary" icon={IconPencil} combo={keyOf('Created', 'edit')} onClick={edit}>
              {labelOf('Created', 'edit')}
            </Button>
          </>
        ) : (
          <>
            {!saved && (
              <Button icon={IconPlus} onClick={another}>
                {labelOf('Created', 'another')}
              </Button>
            )}
            <Button variant="primary" combo={keyOf('Created', 'open')} onClick={open}>
              {labelOf('Created', 'open')}
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

/** Right after a save a worker still reports the failure before it: that has no cause here, and is not a failure of the save. */
function isFailed({ row, follow, causes }: ConnectorDetail): boolean {
  const broken = row.verdict === 'failed' || row.verdict === 'degraded';
  return follow.state === 'failed' || (broken && (follow.state !== 'following' || causes.length > 0));
}
