import { type ReactNode, useRef } from 'react';
import type { ClusterState } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useUiState } from '../../shell/ui-state';
import { ErrorBlock } from '../../ui/states';
import styles from './connector-list.module.css';
import { ConnectorTable } from './connector-table';
import { NoHits } from './list-states';
import { ListToolbar } from './list-toolbar';
import { RunBar, useRun } from './run-bar';
import { SelectionBar } from './selection-bar';
import type { Actions } from './use-actions';
import { useList, useListChoices } from './use-list';
import { usePainted } from './use-painted';
import { useAtList } from './use-steady-order';

const none: ReadonlySet<string> = new Set();

/** Toolbar, rows, and the bars of selection and bulk run. */
export function ListBody({
  state,
  actions,
  welcome,
}: {
  state: ClusterState;
  actions: Actions;
  welcome: ((failed: string | undefined) => ReactNode) | undefined;
}) {
  const profile = state.summary.id;
  const area = useRef<HTMLDivElement>(null);
  const choices = useListChoices(profile);
  const [cursor, setCursor] = useUiState<string | null>(`connectors.${profile}.cursor`, null);
  const [selection, setSelection] = useUiState(`connectors.${profile}.selection`, none);
  const { atList, touch, area: watched } = useAtList();
  const list = useList(profile, state, choices, atList || selection.size > 0);
  const run = useRun(actions.run);
  usePainted(list.rows.length > 0 && state.phase !== 'names');

  const selected = selection.size === 0 ? [] : list.all.filter((row) => selection.has(row.name));
  const mayChange = !state.summary.readOnly && state.phase === 'ready';
  const moveTo = (name: string) => {
    touch();
    setCursor(name);
  };

  return (
    <>
      {welcome?.(list.all.find((row) => row.verdict === 'failed')?.name)}
      <ListToolbar state={state} list={list} choices={choices} onDown={() => moveTo(list.rows[0]?.name ?? '')} />
      {list.problem !== null && <ErrorBlock title="The list could not be read" problem={problemOf(list.problem)} />}
      <div ref={area} className={styles.area} {...watched}>
        {list.rows.length === 0 ? (
          <NoHits total={list.all.length} onClear={choices.clear} />
        ) : (
          <ConnectorTable
            area={area}
            state={state}
            rows={list.rows}
            cursor={cursor}
            onCursor={moveTo}
            selection={selection}
            onSelection={setSelection}
            sort={choices.sort}
            onSort={choices.setSort}
            mayChange={mayChange}
            actions={actions}
          />
        )}
      </div>
      {run !== undefined && <RunBar run={run} onClose={actions.forgetRun} />}
      {selected.length > 0 && (
        <SelectionBar
          selected={selected}
          total={list.all.length}
          hidden={selected.length - list.rows.filter((row) => selection.has(row.name)).length}
          mayChange={mayChange}
          mayStop={state.capabilities.includes('stop')}
          busy={run !== undefined && run.endedAt === 0}
          onAct={actions.bulk}
          onAll={() => setSelection(new Set(list.all.map((row) => row.name)))}
          onClear={() => setSelection(none)}
        />
      )}
    </>
  );
}
