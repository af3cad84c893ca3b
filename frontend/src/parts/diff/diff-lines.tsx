import { IconDotsVertical } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { DiffLine } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import styles from './diff.module.css';
import { DiffCells } from './diff-cells';
import { diffRows } from './diff-rows';

const none: ReadonlySet<string> = new Set();

/** Two configs by key, side by side or in one column; runs of unchanged settings are folded and can be opened. */
export function DiffLines({ lines, split }: { lines: readonly DiffLine[]; split: boolean }) {
  const [opened, setOpened] = useState(none);
  const rows = useMemo(() => diffRows(lines, opened), [lines, opened]);
  const secrets = useMemo(() => new Set(lines.filter((line) => line.secret).map((line) => line.key)), [lines]);
  return rows.map((row) =>
    row.kind === 'fold' ? (
      <button
        key={row.id}
        type="button"
        className={styles.fold}
        onClick={() => setOpened(new Set([...opened, row.id]))}
      >
        <IconDotsVertical size={14} stroke={1.75} aria-hidden /> {plural(row.count, 'unchanged setting')}
      </button>
    ) : (
      <DiffCells key={row.id} row={row} split={split} secret={secrets.has(row.of)} />
    ),
  );
}
