import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ListWords, Row } from '../../bridge/dto';
import { shortClass } from '../../lib/class-names';
import { clock } from '../../lib/moments';
import { visible } from '../../lib/visible';
import { keyOf } from '../../shell/commands';
import { IconButton } from '../../ui/button';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { SkeletonBar } from '../../ui/skeleton';
import type { Column } from '../../ui/table/columns';
import { RelativeTime } from '../../ui/times';
import { VerdictText } from '../../ui/verdict';
import styles from './connector-list.module.css';
import { tasksText } from './words';

type OnMenu = (row: Row, at: { x: number; y: number }) => void;

/** In a narrow window, topics, worker and type are hidden first. */
export function listColumns(onMenu: OnMenu, words: ListWords): readonly Column<Row>[] {
  return [
    {
      id: 'verdict',
      header: 'Verdict',
      width: '100px',
      sortable: true,
      cell: (row) => <VerdictText verdict={row.verdict} word={row.verdict === 'paused' ? words.paused : undefined} />,
    },
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(96px, 1fr)',
      sortable: true,
      cell: (row) => <Name row={row} onMenu={onMenu} />,
    },
    { id: 'type', header: 'Type', width: '68px', from: 760, sortable: true, cell: (row) => <TypeCell row={row} /> },
    {
      id: 'plugin',
      header: 'Plugin',
      // The end of a class name identifies it, so this column grows with the window.
      width: 'minmax(clamp(80px, 17.5cqi, 172px), 0.6fr)',
      from: 620,
      sortable: true,
      cell: (row) => (
        <Known when={row.class !== ''} width={112}>
          <span title={row.class}>{shortClass(row.class)}</span>
        </Known>
      ),
    },
    {
      id: 'tasks',
      header: words.parts,
      width: '80px',
      sortable: true,
      cell: (row) => <Tasks row={row} words={words} />,
    },
    {
      id: 'topics',
      header: 'Topics',
      width: '44px',
      align: 'right',
      from: 880,
      sortable: true,
      cell: (row) =>
        row.topicCount < 0 ? (
          <span title="not known from the config">–</span>
        ) : (
          <span title={row.topics}>{row.topicCount}</span>
        ),
    },
    {
      id: 'worker',
      header: 'Worker',
      width: 'minmax(100px, 0.2fr)',
      from: 860,
      sortable: true,
      cell: (row) => (
        <Known when={row.verdict !== ''} width={56}>
          <span title={row.worker}>{row.worker === '' ? '–' : row.worker}</span>
        </Known>
      ),
    },
    {
      id: 'uses',
      header: 'Rules',
      width: '48px',
      align: 'right',
      from: 760,
      sortable: true,
      cell: (row) => (row.uses === 0 ? '' : row.uses),
    },
    {
      id: 'since',
      header: 'Since',
      width: '72px',
      align: 'right',
      from: 460,
      sortable: true,
      cell: (row) => <Since row={row} />,
    },
  ];
}

function Known({ when, width, children }: { when: boolean; width: number; children: ReactNode }) {
  return when ? children : <SkeletonBar width={width} />;
}

function Name({ row, onMenu }: { row: Row; onMenu: OnMenu }) {
  const name = visible(titleOf(row));
  return (
    <span
      className={styles.name}
      data-child={row.parent !== '' || undefined}
      data-quiet={row.verdict === 'running' || row.verdict === 'waiting' || row.verdict === '' || undefined}
    >
      <span className={styles.cut} title={name}>
        {name}
      </span>
      <span className={styles.more}>
        <IconButton
          icon={IconDots}
          label={`More for ${name}`}
          combo={keyOf('List', 'more')}
          size="xs"
          tabIndex={-1}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            onMenu(row, { x: box.left, y: box.bottom });
          }}
        />
      </span>
    </span>
  );
}

/** Below its parent, the name needs no type. */
function titleOf(row: Row): string {
  return row.parent === '' ? row.name : row.name.slice(row.name.lastIndexOf(':') + 1);
}

function TypeCell({ row }: { row: Row }) {
  if (row.type === '') {
    return <SkeletonBar width={48} />;
  }
  return (
    <span className={styles.type}>
      <ConnectorTypeIcon type={row.type} /> {row.type}
    </span>
  );
}

function Tasks({ row, words }: { row: Row; words: ListWords }) {
  if (row.verdict === '') {
    return <SkeletonBar width={40} />;
  }
  const tone =
    row.failed === 0 ? undefined : row.verdict === 'degraded' ? 'amber' : row.verdict === 'failed' ? 'red' : undefined;
  return (
    <span className={styles.tasks} data-tone={tone}>
      {tasksText(row, words)}
    </span>
  );
}

/** Known only to this app, not to the worker: a state from before the first poll has no start time. */
function Since({ row }: { row: Row }) {
  if (row.verdict === '') {
    return <SkeletonBar width={32} />;
  }
  if (row.activity.kind === 'queued') {
    return 'queued';
  }
  if (row.before) {
    return (
      <span className={styles.before} title="Already in this state at the first poll">
        before {clock(row.since)}
      </span>
    );
  }
  return <RelativeTime at={row.since} form="short" />;
}
