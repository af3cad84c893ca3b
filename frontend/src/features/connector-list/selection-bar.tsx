import {
  IconChevronDown,
  IconFileExport,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import type { ActionID, ActionView, BulkAction, Row } from '../../bridge/dto';
import { counted, plural } from '../../lib/plural';
import { boundItems, itemOf, useCommands } from '../../shell/commands';
import { Button, IconButton } from '../../ui/button';
import { kitKey } from '../../ui/keys/kit-commands';
import { Menu, type MenuItem } from '../../ui/menu';
import styles from './connector-list.module.css';
import { hasFailed } from './words';

const icons = { pause: IconPlayerPause, resume: IconPlayerPlay, stop: IconPlayerStop, delete: IconTrash } as const;

function isButton(id: ActionID): id is keyof typeof icons {
  return id in icons;
}

/** The actions on the selected connectors, with the reason if one is not possible. The selection stays afterwards. */
export function SelectionBar({
  selected,
  total,
  hidden,
  mayChange,
  actions,
  busy,
  onAct,
  onExport,
  onAll,
  onClear,
}: {
  selected: readonly Row[];
  total: number;
  /** How many of them the filter hides. */
  hidden: number;
  mayChange: boolean;
  actions: readonly ActionView[];
  /** A run is in progress; the next one waits for its end. */
  busy: boolean;
  onAct: (action: BulkAction, names: readonly string[]) => void;
  onExport: (names: readonly string[]) => void;
  onAll: () => void;
  onClear: () => void;
}) {
  const names = selected.map((row) => row.name);
  const failed = selected.filter(hasFailed).map((row) => row.name);
  const act = (action: BulkAction) => onAct(action, names);
  const restarts = actions.flatMap(({ id, label, why }): MenuItem[] => {
    const reason = why === '' ? {} : { reason: why };
    switch (id) {
      case 'restart_failed':
        return [
          itemOf('Selection', id, {
            label,
            ...(failed.length === 0
              ? { reason: 'nothing selected has failed' }
              : { note: `of ${plural(failed.length, 'connector')}` }),
            ...reason,
            run: () => onAct(id, failed),
          }),
        ];
      case 'restart_all':
        return [itemOf('Selection', id, { label, ...reason, run: () => act(id) })];
      default:
        return [];
    }
  });
  const others = actions.flatMap(({ id, label, why }) =>
    isButton(id)
      ? [itemOf('Selection', id, { label, ...(why === '' ? {} : { reason: why }), run: () => act(id) })]
      : [],
  );
  const exports = actions.some(({ id }) => id === 'export') ? () => onExport(names) : undefined;
  useCommands('Selection', {
    ...(mayChange && !busy ? boundItems('Selection', [...restarts, ...others]) : {}),
    export: exports,
  });
  return (
    <section className={styles.selection} aria-label="Selection">
      <b className={styles.selected}>{counted(selected.length)} selected</b>
      {hidden > 0 && <span className={styles.fact}>{counted(hidden)} of them hidden by the filter</span>}
      {selected.length < total && (
        <Button variant="link" onClick={onAll}>
          Select all {counted(total)}
        </Button>
      )}
      <span className={styles.selectionActions}>
        {mayChange && busy && <span className={styles.fact}>Wait for this run to end before the next action</span>}
        {mayChange && !busy && restarts.length > 0 && (
          <Menu items={restarts}>
            <Button icon={IconRefresh}>
              Restart <IconChevronDown size={14} stroke={1.75} aria-hidden />
            </Button>
          </Menu>
        )}
        {actions.map(({ id, label, explain, why }) => {
          if (id === 'export') {
            return (
              <Button key={id} icon={IconFileExport} title={explain} onClick={exports}>
                {label}
              </Button>
            );
          }
          return (
            mayChange &&
            !busy &&
            isButton(id) && (
              <Button
                key={id}
                variant={id === 'delete' ? 'danger' : 'default'}
                icon={icons[id]}
                disabled={why !== ''}
                title={why === '' ? explain : why}
                onClick={() => act(id)}
              >
                {label}
              </Button>
            )
          );
        })}
        <IconButton icon={IconX} label="Clear the selection" combo={kitKey('Table', 'clear')} onClick={onClear} />
      </span>
    </section>
  );
}
