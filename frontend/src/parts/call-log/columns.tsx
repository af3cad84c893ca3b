import { IconAlertTriangleFilled, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { durationText } from '../../lib/durations';
import { clock } from '../../lib/moments';
import { sizeText } from '../../lib/sizes';
import { useCluster } from '../../shell/queries';
import type { Column } from '../../ui/table/columns';
import { Tag } from '../../ui/tag';
import { TimeText } from '../../ui/times';
import styles from './call-log.module.css';
import { type CallLine, isChange } from './fold';

const tries = ['', '1st try', '2nd try', '3rd try'];

/** Of one cluster, or of all with a column that says which. */
export function callColumns(ofAll: boolean): readonly Column<CallLine>[] {
  return [
    { id: 'time', header: 'Time', width: '64px', cell: ({ call }) => <TimeText at={call.at} /> },
    {
      id: 'method',
      header: 'Method',
      width: '56px',
      cell: ({ call }) => (
        <span className={styles.mono} data-strong={isChange(call) || undefined}>
          {call.method}
        </span>
      ),
    },
    { id: 'path', header: 'Path', width: 'minmax(144px, 1fr)', cell: (line) => <Path line={line} /> },
    ...(ofAll
      ? [
          {
            id: 'cluster',
            header: 'Cluster',
            width: '80px',
            from: 820,
            cell: ({ call }: CallLine) => <ClusterName id={call.profile} />,
          },
        ]
      : []),
    { id: 'status', header: 'Status', width: '60px', cell: ({ call }) => <Status status={call.status} /> },
    { id: 'took', header: 'Took', width: '60px', align: 'right', cell: ({ call }) => durationText(call.took) },
    {
      id: 'size',
      header: 'Size',
      width: '64px',
      align: 'right',
      from: 720,
      cell: ({ call }) => (call.status === 0 ? '–' : sizeText(call.bytes)),
    },
    {
      id: 'for',
      header: 'For',
      width: 'minmax(80px, 160px)',
      from: 520,
      cell: ({ call }) => (
        <span className={styles.cut} title={call.for}>
          {call.you && <strong>you: </strong>}
          {call.for}
        </span>
      ),
    },
  ];
}

function ClusterName({ id }: { id: string }) {
  const name = useCluster(id)?.name ?? '–';
  return (
    <span className={styles.cut} title={name}>
      {name}
    </span>
  );
}

function Path({ line: { call, times, since } }: { line: CallLine }) {
  return (
    <span className={styles.path}>
      <span className={styles.cut} title={call.path}>
        {call.path}
      </span>
      {times > 1 && (
        <Short text={`${String(times)} times since ${clock(since, true)}`}>
          ×{times}
          <span className={styles.since}> since {clock(since, true)}</span>
        </Short>
      )}
      {call.try > 1 && <Short text={tries[call.try] ?? `${String(call.try)}th try`} />}
      {call.failure !== '' && <Short text={call.failure} tone="amber" />}
    </span>
  );
}

/** A tag that may have less room than its words; `text` is the whole. */
function Short({ text, tone, children }: { text: string; tone?: 'amber'; children?: ReactNode }) {
  return (
    <span title={text}>
      <Tag {...(tone === undefined ? {} : { tone })}>
        <span className={styles.cut}>{children ?? text}</span>
      </Tag>
    </span>
  );
}

export function Status({ status }: { status: number }) {
  if (status === 0) {
    return (
      <span className={styles.status} data-tone="red">
        <IconX size={14} aria-hidden /> none
      </span>
    );
  }
  const tone = status < 400 ? 'green' : status === 409 ? 'amber' : 'red';
  const StatusIcon = tone === 'green' ? IconCheck : tone === 'amber' ? IconAlertTriangleFilled : IconX;
  return (
    <span className={styles.status} data-tone={tone}>
      <StatusIcon size={14} aria-hidden /> {status}
    </span>
  );
}
