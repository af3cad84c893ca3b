import {
  IconChevronDown,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import type { BulkAction, Row } from '../../bridge/dto';
import { counted, plural } from '../../lib/plural';
import { Button, IconButton } from '../../ui/button';
import { Menu } from '../../ui/menu';
import styles from './connector-list.module.css';
import { hasFailed } from './words';

/** What can be done to the selected ones. The selection survives it. */
export function SelectionBar({
  selected,
  total,
  hidden,
  mayChange,
  mayStop,
  mayDelete,
  busy,
  onAct,
  onAll,
  onClear,
}: {
  selected: readonly Row[];
  total: number;
  /** How many of them the filter hides. */
  hidden: number;
  mayChange: boolean;
  mayStop: boolean;
  mayDelete: boolean;
  /** A run is under way: the next one waits for its end. */
  busy: boolean;
  onAct: (action: BulkAction, names: readonly string[]) => void;
  onAll: () => void;
  onClear: () => void;
}) {
  const names = selected.map((row) => row.name);
  const failed = selected.filter(hasFailed).map((row) => row.name);
  const act = (action: BulkAction) => onAct(action, names);
  return (
    <section className={styles.selection} aria-label="Selection">
      <b className={styles.selected}>{counted(selected.length)} selected</b>
      {hidden > 0 && <span className={styles.fact}>{counted(hidden)} of them hidden by the filter</span>}
      {selected.length < total && (
        <Button variant="link" onClick={onAll}>
          Select all {counted(total)}
        </Button>
      )}
      <span className={styles.deeds}>
        {mayChange && busy && <span className={styles.fact}>Wait for this run to end before the next action</span>}
        {mayChange && !busy && (
          <>
            <Menu
              items={[
                {
                  id: 'failed',
                  label: 'Restart what has failed',
                  ...(failed.length === 0
                    ? { reason: 'nothing selected has failed' }
                    : { note: `of ${plural(failed.length, 'connector')}` }),
                  run: () => onAct('restart_failed', failed),
                },
                { id: 'all', label: 'Restart connectors and all tasks', run: () => act('restart_all') },
              ]}
            >
              <Button icon={IconRefresh}>
                Restart <IconChevronDown size={14} stroke={1.75} aria-hidden />
              </Button>
            </Menu>
            <Button icon={IconPlayerPause} onClick={() => act('pause')}>
              Pause
            </Button>
            <Button icon={IconPlayerPlay} onClick={() => act('resume')}>
              Resume
            </Button>
            {mayStop && (
              <Button icon={IconPlayerStop} onClick={() => act('stop')}>
                Stop…
              </Button>
            )}
            {mayDelete && (
              <Button variant="danger" icon={IconTrash} onClick={() => act('delete')}>
                Delete…
              </Button>
            )}
          </>
        )}
        <IconButton icon={IconX} label="Clear the selection (Esc)" onClick={onClear} />
      </span>
    </section>
  );
}
