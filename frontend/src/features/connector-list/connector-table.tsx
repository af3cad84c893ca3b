import { type RefObject, useMemo, useState } from 'react';
import type { ClusterState, Row } from '../../bridge/dto';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useKeys } from '../../ui/keys/keys-provider';
import { MenuAt } from '../../ui/menu';
import type { Sort } from '../../ui/table/columns';
import { VirtualTable } from '../../ui/table/virtual-table';
import { listColumns } from './columns';
import { ListFoot } from './list-states';
import { hasLine, RowLine } from './row-line';
import { type RowDeeds, rowMenu } from './row-menu';
import type { Actions } from './use-actions';
import { useWanted } from './use-wanted';
import { hasFailed } from './words';

const rowKey = (row: Row) => row.name;
const rowHeight = (row: Row) => (hasLine(row) ? 52 : 32);

/** The rows, their keys and their menu. */
export function ConnectorTable(props: {
  area: RefObject<HTMLElement | null>;
  state: ClusterState;
  rows: readonly Row[];
  cursor: string | null;
  onCursor: (name: string) => void;
  selection: ReadonlySet<string>;
  onSelection: (names: ReadonlySet<string>) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  mayChange: boolean;
  actions: Actions;
}) {
  const { state, rows, cursor, mayChange, actions } = props;
  const profile = state.summary.id;
  const [menu, setMenu] = useState<{ name: string; at: { x: number; y: number } } | null>(null);
  const deedsOf = useDeeds(profile, actions);
  const columns = useMemo(() => listColumns((row, at) => setMenu({ name: row.name, at })), []);
  const onShown = useWanted(profile, state.configs < state.total);
  const openMenu = (row: Row, at: { x: number; y: number }) => setMenu({ name: row.name, at });
  const chosen = rows.find((row) => row.name === cursor);
  const restart = (row: Row) =>
    hasFailed(row) ? actions.act('restart_failed', row) : actions.act('restart_all', row, true);

  useKeys('List', [
    ...(mayChange
      ? [
          { combo: 'R', label: 'restart…', run: () => chosen !== undefined && restartable(chosen) && restart(chosen) },
          { combo: 'E', label: 'edit', quiet: true, run: () => chosen !== undefined && deedsOf(chosen).edit() },
        ]
      : []),
    { combo: 'C', label: 'copy as curl', quiet: true, run: () => chosen !== undefined && deedsOf(chosen).copyCurl() },
    {
      combo: 'M',
      label: 'more',
      run: () => {
        const box = props.area.current?.querySelector('[role="row"][data-cursor]')?.getBoundingClientRect();
        if (chosen === undefined || box === undefined) {
          return false;
        }
        openMenu(chosen, { x: box.left + 130, y: box.bottom });
        return true;
      },
    },
  ]);
  const menuRow = menu === null ? undefined : rows.find((row) => row.name === menu.name);
  const mayStop = state.capabilities.includes('stop');

  return (
    <>
      <VirtualTable
        label={`Connectors of ${state.summary.name}`}
        rows={rows}
        rowKey={rowKey}
        columns={columns}
        rowHeight={rowHeight}
        second={(row) => <RowLine row={row} onRestart={mayChange ? restart : undefined} onMore={openMenu} />}
        secondFrom="name"
        cursor={cursor}
        onCursor={props.onCursor}
        onOpen={(row) => deedsOf(row).open()}
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
        <MenuAt
          at={menu.at}
          items={rowMenu(menuRow, { change: mayChange, stop: mayStop }, deedsOf(menuRow))}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

function restartable(row: Row): boolean {
  return row.verdict !== '' && row.verdict !== 'stopped' && row.verdict !== 'restarting';
}

function useDeeds(profile: string, actions: Actions): (row: Row) => RowDeeds {
  const navigation = useNavigation();
  const { show } = useDialogs();
  return (row) => ({
    open: () => navigation.go(paths.connector(profile, row.name)),
    edit: () => navigation.go(paths.edit(profile, row.name)),
    copyCurl: () => actions.copyCurl(row.name),
    exportIt: () => show('export', { profile, name: row.name }),
    remove: () => show('deleteConnector', { profile, name: row.name }),
    act: (action) => actions.act(action, row),
  });
}
