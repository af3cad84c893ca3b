import { IconAlertTriangleFilled, IconArrowBackUp, IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DeletedRow, DraftRow } from '../../bridge/dto';
import { date } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { visible } from '../../lib/visible';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { Card, SectionTitle } from '../../ui/page';
import { EnvTag } from '../../ui/tag';
import { RelativeTime } from '../../ui/times';
import type { Chosen } from './chosen';
import styles from './drafts.module.css';

interface TableProps {
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onOpen: (entry: Chosen) => void;
  onDrop: (entry: Chosen) => void;
}

export function DraftTable({ rows, ...act }: { rows: readonly DraftRow[] } & TableProps) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <section>
      <SectionTitle note={`${String(rows.length)}, not sent to a worker yet`}>Drafts</SectionTitle>
      <Card>
        <Head columns={['Name', 'What', 'Cluster', 'Set', 'Saved']} />
        <ul className={styles.rows} aria-label="Drafts">
          {rows.map((row) => (
            <Line
              key={row.id}
              row={row}
              {...act}
              what={row.mode === 'edit' ? `edit, ${String(row.changed)} changed` : 'new connector'}
              set={`${String(row.set)} set`}
              time={<RelativeTime at={row.savedAt} form="day" />}
              unusual={draftNote(row)}
              entry={{ kind: 'draft', row }}
              open={row.note === 'deleted' ? 'Create again' : 'Continue'}
              drop="Discard…"
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}

export function DeletedTable({ rows, ...act }: { rows: readonly DeletedRow[] } & TableProps) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <section>
      <SectionTitle note="last configs, each stored for 30 days">Recently deleted</SectionTitle>
      <Card>
        <Head columns={['Name', 'Deleted', 'Cluster', 'Config', 'Stored until']} />
        <ul className={styles.rows} aria-label="Recently deleted">
          {rows.map((row) => (
            <Line
              key={row.id}
              row={row}
              {...act}
              what={<RelativeTime at={row.deletedAt} form="day" />}
              set={`${String(row.set)} set`}
              time={date(row.storedUntil)}
              unusual={deletedNote(row)}
              entry={{ kind: 'deleted', row }}
              open="Recreate…"
              drop="Forget…"
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Head({ columns }: { columns: readonly string[] }) {
  return (
    <div className={styles.head}>
      {columns.map((column) => (
        <span key={column}>{column}</span>
      ))}
      <span />
    </div>
  );
}

function Line({
  row,
  entry,
  chosen,
  what,
  set,
  time,
  unusual,
  open,
  drop,
  onChoose,
  onOpen,
  onDrop,
}: {
  row: DraftRow | DeletedRow;
  entry: Chosen;
  what: ReactNode;
  set: string;
  time: ReactNode;
  unusual: ReactNode;
  open: string;
  drop: string;
} & TableProps) {
  const cluster = useCluster(row.profile);
  const here = chosen === row.id;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: J and K move the cursor
    <li
      className={styles.row}
      data-cursor={here || undefined}
      aria-current={here || undefined}
      onClick={() => onChoose(row.id)}
    >
      <span className={styles.name} title={row.name === '' ? 'no name yet' : visible(row.name)}>
        <ConnectorTypeIcon type={row.type} />
        <span className={styles.cut}>{row.name === '' ? 'no name yet' : visible(row.name)}</span>
      </span>
      <span className={styles.what}>{what}</span>
      <span className={styles.cluster}>
        <span className={styles.cut}>{cluster?.name ?? 'a deleted cluster'}</span>
        {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
      </span>
      <span className={styles.set}>{set}</span>
      <span className={styles.time}>{time}</span>
      <span className={styles.actions}>
        <Button
          variant={here ? 'primary' : 'default'}
          {...(entry.kind === 'deleted' ? { icon: IconArrowBackUp } : {})}
          onClick={() => onOpen(entry)}
        >
          {open}
        </Button>
        <Button variant="danger" onClick={() => onDrop(entry)}>
          {drop}
        </Button>
      </span>
      {unusual !== null && <span className={styles.unusual}>{unusual}</span>}
    </li>
  );
}

function draftNote(row: DraftRow): ReactNode {
  if (row.problem.code !== '') {
    return <Unusual icon="warning">{row.problem.text}</Unusual>;
  }
  if (row.note === 'deleted') {
    return (
      <Unusual icon="warning" strong="The connector was deleted, not from here.">
        The draft is complete: create it again under this or another name.
      </Unusual>
    );
  }
  if (row.missingSecrets.length > 0) {
    return <MissingSecrets keys={row.missingSecrets} />;
  }
  return null;
}

function deletedNote(row: DeletedRow): ReactNode {
  if (row.problem.code !== '') {
    return <Unusual icon="warning">{row.problem.text}</Unusual>;
  }
  if (row.nameTaken) {
    return <Unusual icon="warning">A connector with this name exists again. Recreate asks for another name.</Unusual>;
  }
  return row.missingSecrets.length > 0 ? <MissingSecrets keys={row.missingSecrets} /> : null;
}

function MissingSecrets({ keys }: { keys: readonly string[] }) {
  return (
    <Unusual icon="key" strong={`Enter ${plural(keys.length, 'secret')} again.`}>
      {keys.length === 1 ? 'It was' : 'They were'} stored only until the app closed:{' '}
      <span className={styles.mono}>{keys.join(', ')}</span>
    </Unusual>
  );
}

const icons = { warning: IconAlertTriangleFilled, key: IconKey } as const;

function Unusual({ icon, strong, children }: { icon: keyof typeof icons; strong?: string; children: ReactNode }) {
  const LineIcon = icons[icon];
  return (
    <>
      <LineIcon size={14} color="var(--sl-amber-icon)" aria-hidden />
      <span>
        {strong !== undefined && <strong className={styles.strong}>{strong} </strong>}
        {children}
      </span>
    </>
  );
}
