import type { Cell, OffsetRow, OffsetsView } from '../../bridge/dto';
import type { Column } from '../../ui/table/columns';
import styles from './sheet.module.css';

/** The columns: Kafka's own for a sink, one for each key that occurs for a source. */
export function offsetColumns(view: OffsetsView): readonly Column<OffsetRow>[] {
  const tracks = columnTracks(view);
  const first = firstOfTopic(view);
  const all = [
    ...view.partitionKeys.map((key, index) => ({ key, at: index, cells: (row: OffsetRow) => row.partition })),
    ...view.offsetKeys.map((key, index) => ({ key, at: index, cells: (row: OffsetRow) => row.offset })),
  ];
  return all.map(({ key, at, cells }, place) => ({
    id: `${String(place)} ${key}`,
    header: view.sink ? (sinkHeads[place] ?? key) : key,
    width: tracks[place] ?? '1fr',
    ...(areNumbers(view.rows, (row) => cells(row)[at]) ? { align: 'right' as const } : {}),
    cell: (row) => (
      <OffsetCell cell={cells(row)[at]} strong={view.sink ? place === 2 || (place === 0 && first.has(row)) : false} />
    ),
  }));
}

const sinkHeads = ['Topic', 'Partition', 'Offset'];

export function columnTracks(view: OffsetsView): readonly string[] {
  return view.sink
    ? ['minmax(160px, 1fr)', '96px', '160px']
    : [...view.partitionKeys, ...view.offsetKeys].map(() => 'minmax(72px, 1fr)');
}

/** The first row of a topic shows it dark. */
function firstOfTopic(view: OffsetsView): ReadonlySet<OffsetRow> {
  return new Set(view.rows.filter((row, index) => row.partition[0]?.text !== view.rows[index - 1]?.partition[0]?.text));
}

function areNumbers(rows: readonly OffsetRow[], cellOf: (row: OffsetRow) => Cell | undefined): boolean {
  const present = rows.map(cellOf).filter((cell) => cell !== undefined && !cell.missing && cell.text !== 'null');
  return present.length > 0 && present.every((cell) => cell?.number === true);
}

/** A missing key is "–", null is null: they are not the same to a plugin. */
function OffsetCell({ cell, strong }: { cell: Cell | undefined; strong: boolean }) {
  if (cell === undefined || cell.missing) {
    return (
      <span className={styles.dim} title="This map has no such key.">
        –
      </span>
    );
  }
  return (
    <span className={styles.mono} data-strong={strong || undefined} title={cell.text}>
      {cell.text}
    </span>
  );
}
