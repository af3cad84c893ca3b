import { useState } from 'react';
import type { MetricRow, MetricsView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { Toolbar } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import type { Column } from '../../ui/table/columns';
import { VirtualTable } from '../../ui/table/virtual-table';
import { TimeText } from '../../ui/times';
import { type Place, useMetrics } from './api';
import styles from './sheet.module.css';

/** The figures of a connector, of all nodes together and of each, under the names of the service. */
export function MetricsTab({ place, gone }: { place: Place; gone: boolean }) {
  const metrics = useMetrics(place, gone);
  if (metrics.data !== undefined) {
    return metrics.data.rows.length === 0 ? (
      <EmptyState title="There are no metrics" text={metrics.data.text} />
    ) : (
      <Metrics place={place} view={metrics.data} />
    );
  }
  if (gone) {
    return <EmptyState title="Its metrics were not read before it was deleted" />;
  }
  return metrics.isError ? (
    <div className={styles.failed}>
      <ErrorBlock
        title="The metrics could not be read"
        problem={problemOf(metrics.error)}
        actions={<Button onClick={() => void metrics.refetch()}>Try again</Button>}
      />
    </div>
  ) : (
    <SkeletonRows rows={4} />
  );
}

function Metrics({ place, view }: { place: Place; view: MetricsView }) {
  const [cursor, setCursor] = useState<string | null>(null);
  const columns: Column<MetricRow>[] = [
    {
      id: 'name',
      header: 'Metric',
      width: 'minmax(160px, 1fr)',
      cell: (row) => (
        <span className={styles.mono} data-strong title={row.name}>
          {row.name}
        </span>
      ),
    },
    ...view.columns.map((column, at) => ({
      id: `${String(at)} ${column}`,
      header: column,
      width: 'minmax(96px, 200px)',
      align: 'right' as const,
      cell: (row: MetricRow) => {
        const cell = row.cells[at];
        return cell === undefined || cell.missing ? (
          <span className={styles.dim} title="This node does not report it.">
            –
          </span>
        ) : (
          <span className={styles.mono} data-strong={at === 0 || undefined}>
            {cell.text}
          </span>
        );
      },
    })),
  ];
  return (
    <>
      <Toolbar>
        <h2 className={styles.title}>Metrics</h2>
        <span className={styles.note}>as counted by the service since it started or was reset</span>
        <span className={styles.right}>
          <span className={styles.note}>
            Read <TimeText at={view.readAt} />
          </span>
        </span>
      </Toolbar>
      <div className={styles.table}>
        <VirtualTable
          label={`Metrics of ${place.name}`}
          rows={view.rows}
          rowKey={(row) => row.name}
          columns={columns}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={(row) => setCursor(row.name)}
          keys="focus"
        />
      </div>
    </>
  );
}
