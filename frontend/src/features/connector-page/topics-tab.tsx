import { IconAlertTriangleFilled, IconHistory, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { Setting, TopicsView, TopicView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Menu } from '../../ui/menu';
import { Toolbar } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import type { Column } from '../../ui/table/columns';
import { VirtualTable } from '../../ui/table/virtual-table';
import { TimeText } from '../../ui/times';
import { type Place, topicsQuery } from './api';
import styles from './sheet.module.css';

/** The topics that the tasks really used, beside what the config names. */
export function TopicsTab({ place, type, gone }: { place: Place; type: string; gone: boolean }) {
  const topics = useQuery({ ...topicsQuery(useBridge(), place), enabled: !gone });
  if (topics.data !== undefined) {
    return <Topics place={place} view={topics.data} type={type} onAgain={() => void topics.refetch()} />;
  }
  if (gone) {
    return <EmptyState title="Its topics were not read before it was deleted" />;
  }
  return topics.isError ? (
    <div className={styles.failed}>
      <ErrorBlock
        title="The topics could not be read"
        problem={problemOf(topics.error)}
        actions={<Button onClick={() => void topics.refetch()}>Try again</Button>}
      />
    </div>
  ) : (
    <SkeletonRows rows={4} />
  );
}

function Topics({ place, view, type, onAgain }: { place: Place; view: TopicsView; type: string; onAgain: () => void }) {
  const [cursor, setCursor] = useUiState<string | null>(`connector.${place.profile}.${place.name}.topic`, null);
  if (view.state !== 'known') {
    return (
      <EmptyState
        title={
          view.state === 'disabled'
            ? 'Topics are not recorded on this cluster'
            : 'This worker version records no topics'
        }
        text={view.text}
        hint={
          view.state === 'disabled' && (
            <>
              The workers record them when <code>topic.tracking.enable</code> is true, which it is by default.
            </>
          )
        }
      />
    );
  }
  if (view.topics.length === 0) {
    return (
      <>
        <EmptyState
          title="No topic used so far"
          text="The workers record a topic with the first record that a task reads or writes."
          actions={<Button onClick={onAgain}>Refresh</Button>}
        />
        <Notes unused={view.unused} />
      </>
    );
  }
  const columns: Column<TopicView>[] = [
    {
      id: 'topic',
      header: 'Topic',
      width: 'minmax(160px, 1fr)',
      cell: (topic) => (
        <span className={styles.mono} data-strong title={topic.name}>
          {topic.name}
        </span>
      ),
    },
    {
      id: 'key',
      header: 'In its config',
      width: 'minmax(120px, 240px)',
      cell: (topic) => <Named topicKey={topic.key} sink={type === 'sink'} />,
    },
    {
      id: 'also',
      header: 'Also used here by',
      width: 'minmax(120px, 240px)',
      cell: (topic) => <AlsoBy place={place} names={topic.alsoBy} />,
    },
  ];
  return (
    <>
      <Toolbar>
        <h2 className={styles.title}>Topics in use</h2>
        <span className={styles.note}>{view.topics.length}, as recorded by the workers</span>
        <span className={styles.right}>
          <span className={styles.note}>
            Read <TimeText at={view.readAt} />
          </span>
          <CopyButton text={view.topics.map((topic) => topic.name).join('\n')} />
        </span>
      </Toolbar>
      <div className={styles.table}>
        <VirtualTable
          label={`Topics of ${place.name}`}
          rows={view.topics}
          rowKey={(topic) => topic.name}
          columns={columns}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={(topic) => setCursor(topic.name)}
          keys="focus"
          foot={<Notes unused={view.unused} history />}
        />
      </div>
    </>
  );
}

function Named({ topicKey, sink }: { topicKey: string; sink: boolean }) {
  if (topicKey !== '') {
    return <span className={styles.mono}>{topicKey}</span>;
  }
  // Which topics a source writes is the plugin's own business; only a sink's config must name them.
  return sink ? (
    <span className={styles.left}>
      <IconAlertTriangleFilled size={14} aria-hidden /> not any more
    </span>
  ) : (
    <span className={styles.dim}>not named</span>
  );
}

function AlsoBy({ place, names }: { place: Place; names: readonly string[] }) {
  const navigation = useNavigation();
  const go = (name: string) => navigation.go(paths.connector(place.profile, name));
  const [only] = names;
  if (only === undefined) {
    return <span className={styles.dim}>no connector</span>;
  }
  if (names.length === 1) {
    return (
      <Button variant="link" tabIndex={-1} onClick={() => go(only)}>
        {only}
      </Button>
    );
  }
  return (
    <Menu align="start" items={names.map((name) => ({ id: name, label: name, run: () => go(name) }))}>
      <Button variant="link">{names.length} connectors</Button>
    </Menu>
  );
}

function Notes({ unused, history = false }: { unused: readonly Setting[]; history?: boolean }) {
  return (
    <div className={styles.notes}>
      {unused.length > 0 && (
        <p>
          <IconInfoCircle size={14} stroke={1.75} aria-hidden />
          <span>
            Named in the config, not used so far:{' '}
            {unused.map((setting, index) => (
              <span key={`${setting.key} ${setting.text}`}>
                {index > 0 && (index === unused.length - 1 ? ' and ' : ', ')}
                {setting.key.startsWith('errors.deadletterqueue') && 'as dead letter queue '}
                <span className={styles.mono}>{setting.text}</span>
              </span>
            ))}
            .
          </span>
        </p>
      )}
      {history && (
        <p>
          <IconHistory size={14} stroke={1.75} aria-hidden />
          <span>A topic stays in this record until it is reset, even when the config no longer names it.</span>
        </p>
      )}
    </div>
  );
}
