import { memo, type RefObject, useCallback, useMemo, useState } from 'react';
import type { ClusterState, ConnectorAction, ListWords, Row } from '../../bridge/dto';
import { boundItems, useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { MenuAt } from '../../ui/menu';
import type { Sort } from '../../ui/table/columns';
import { VirtualTable } from '../../ui/table/virtual-table';
import { useStable } from '../../ui/use-stable';
import { listColumns } from './columns';
import { useCursor, useSetCursor } from './cursor';
import { ListFoot } from './list-states';
import { hasLine, RowLine } from './row-line';
import { type RowActions, rowMenu } from './row-menu';
import type { List } from './use-list';
import { useWanted } from './use-wanted';
import { hasFailed } from './words';

const rowKey = (row: Row) => row.name;
const rowHeight = (row: Row) => (hasLine(row) ? 52 : 32);

interface ConnectorTableProps {
  area: RefObject<HTMLElement | null>;
  state: ClusterState;
  list: List;
  /** Called when the cursor moves. */
  onMoved: () => void;
  selection: ReadonlySet<string>;
  onSelection: (names: ReadonlySet<string>) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  mayChange: boolean;
  onAct: (action: ConnectorAction, row: Row, ask?: boolean) => void;
  onCopyCurl: (name: string) => void;
}

/** The rows, their keys and their menu. Memoised, with the cursor inside, so that J draws nothing around it. */
export const ConnectorTable = memo(PlainTable);

function PlainTable(props: ConnectorTableProps) {
  const { state, list, mayChange, onMoved } = props;
  const words = useSame(state.words);
  const profile = state.summary.id;
  const cursor = useCursor(profile);
  const setCursor = useSetCursor(profile);
  const [menu, setMenu] = useState<{ name: string; at: { x: number; y: number } } | null>(null);
  const actionsOf = useRowActions(profile, props);
  const onShown = useWanted(profile, state.configs < state.total);
  const openMenu = useCallback((row: Row, at: { x: number; y: number }) => setMenu({ name: row.name, at }), []);
  // A cluster that restarts only whole connectors does so after a failure, too.
  const restartOf = (row: Row) =>
    (hasFailed(row) ? state.actions.find(({ id }) => id === 'restart_failed') : undefined) ??
    state.actions.find(({ id }) => id === 'restart_all');
  const restart = useStable((row: Row) =>
    restartOf(row)?.id === 'restart_failed'
      ? props.onAct('restart_failed', row)
      : props.onAct('restart_all', row, words.restart === ''),
  );
  const mayRestartFailed =
    mayChange &&
    state.actions.some(
      ({ id, why }) => why === '' && (id === 'restart_failed' || (id === 'restart_all' && words.restart !== '')),
    );
  const shown = state.columns.join(' ');
  const columns = useMemo(
    () => listColumns(openMenu, words).filter((column) => shown.split(' ').includes(column.id)),
    [openMenu, shown, words],
  );
  const second = useCallback(
    (row: Row) => (
      <RowLine
        row={row}
        restartWord={words.restart}
        onRestart={mayRestartFailed ? restart : undefined}
        onMore={openMenu}
      />
    ),
    [mayRestartFailed, restart, openMenu, words],
  );
  const onCursor = (name: string) => {
    onMoved();
    setCursor(name);
  };
  const chosen = cursor === null ? undefined : list.byName.get(cursor);

  const itemsOf = (row: Row) => rowMenu(row, mayChange ? state.actions : undefined, actionsOf(row), words);
  useCommands('List', {
    ...(chosen === undefined ? {} : boundItems('List', itemsOf(chosen))),
    restart: mayChange
      ? {
          run: () => chosen !== undefined && restartable(chosen) && restart(chosen),
          unavailable: (chosen === undefined ? '' : restartOf(chosen)?.why) || undefined,
        }
      : undefined,
    more: () => {
      const box = props.area.current?.querySelector('[role="row"][data-cursor]')?.getBoundingClientRect();
      if (chosen === undefined || box === undefined) {
        return false;
      }
      openMenu(chosen, { x: box.left + 130, y: box.bottom });
      return true;
    },
  });
  const menuRow = menu === null ? undefined : list.byName.get(menu.name);

  return (
    <>
      <VirtualTable
        label={`Connectors of ${state.summary.name}`}
        rows={list.rows}
        rowKey={rowKey}
        columns={columns}
        rowHeight={rowHeight}
        second={second}
        secondFrom="name"
        cursor={cursor}
        onCursor={onCursor}
        onOpen={(row) => actionsOf(row).open()}
        selection={props.selection}
        onSelection={props.onSelection}
        sort={props.sort}
        onSort={props.onSort}
        onRowMenu={openMenu}
        stale={state.phase === 'stale'}
        onShown={onShown}
        foot={<ListFoot state={state} />}
      />
      {menu !== null && menuRow !== undefined && (
        <MenuAt at={menu.at} items={itemsOf(menuRow)} onClose={() => setMenu(null)} />
      )}
    </>
  );
}

/** The words as long as they are the same, so that a new state does not draw every row again. */
export function useSame(words: ListWords): ListWords {
  const key = JSON.stringify(words);
  return useMemo(() => JSON.parse(key) as ListWords, [key]);
}

function restartable(row: Row): boolean {
  return row.verdict !== '' && row.verdict !== 'stopped' && row.verdict !== 'restarting';
}

function useRowActions(
  profile: string,
  { onAct, onCopyCurl }: Pick<ConnectorTableProps, 'onAct' | 'onCopyCurl'>,
): (row: Row) => RowActions {
  const navigation = useNavigation();
  const { show } = useDialogs();
  return (row) => ({
    open: () => navigation.go(paths.connector(profile, row.name)),
    edit: () => navigation.go(paths.edit(profile, row.name)),
    copyCurl: () => onCopyCurl(row.name),
    exportIt: () => show('export', { profile, name: row.name }),
    remove: () => show('deleteConnector', { profile, name: row.name }),
    act: (action) => onAct(action, row),
  });
}
