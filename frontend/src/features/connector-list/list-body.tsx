import { type ReactNode, useEffect, useRef } from 'react';
import type { ClusterState } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useUiState } from '../../shell/ui-state';
import { ErrorBlock } from '../../ui/states';
import { useStable } from '../../ui/use-stable';
import styles from './connector-list.module.css';
import { ConnectorTable, useSame } from './connector-table';
import { useSetCursor } from './cursor';
import { NoHits } from './list-states';
import { ListToolbar } from './list-toolbar';
import { RunBar, useRun } from './run-bar';
import { SelectionBar } from './selection-bar';
import type { Actions } from './use-actions';
import { type List, useList, useListChoices } from './use-list';
import { usePainted } from './use-painted';
import { useAtList } from './use-steady-order';

const none: ReadonlySet<string> = new Set();

/** Toolbar, rows, and the bars of selection and bulk run. Only the table depends on the cursor. */
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
  const words = useSame(state.words);
  const [selection, setSelection] = useUiState(`connectors.${profile}.selection`, none);
  const { atList, touch, area: watched } = useAtList();
  const list = useList(profile, state, choices, atList || selection.size > 0);
  const run = useRun(actions.run);
  usePainted(list.rows.length > 0 && state.phase !== 'names');
  usePruned(list, selection, setSelection);

  const selected = selection.size === 0 ? [] : list.all.filter((row) => selection.has(row.name));
  const mayChange = !state.summary.readOnly && state.phase === 'ready';
  const setCursor = useSetCursor(profile);
  const toFirst = useStable(() => {
    touch();
    setCursor(list.rows[0]?.name ?? null);
    area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  });

  return (
    <>
      {welcome?.(list.all.find((row) => row.verdict === 'failed')?.name)}
      <ListToolbar unread={state.total - state.configs} words={words} list={list} choices={choices} onDown={toFirst} />
      {list.problem !== null && <ErrorBlock title="The list could not be read" problem={problemOf(list.problem)} />}
      <div ref={area} className={styles.area} {...watched}>
        {list.rows.length === 0 ? (
          <NoHits total={list.all.length} onClear={choices.clear} />
        ) : (
          <ConnectorTable
            area={area}
            state={state}
            list={list}
            onMoved={touch}
            selection={selection}
            onSelection={setSelection}
            sort={choices.sort}
            onSort={choices.setSort}
            mayChange={mayChange}
            onAct={actions.act}
            onCopyCurl={actions.copyCurl}
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
          actions={state.actions}
          busy={run !== undefined && run.endedAt === 0}
          onAct={actions.bulk}
          onExport={actions.exportMany}
          onAll={() => setSelection(new Set(list.all.map((row) => row.name)))}
          onClear={() => setSelection(none)}
        />
      )}
    </>
  );
}

/** Deselects deleted connectors, so that a new connector with the same name is not selected. */
function usePruned(
  list: List,
  selection: ReadonlySet<string>,
  onSelection: (selection: ReadonlySet<string>) => void,
): void {
  const { byName, complete } = list;
  useEffect(() => {
    const there = [...selection].filter((name) => byName.has(name));
    if (complete && there.length < selection.size) {
      onSelection(new Set(there));
    }
  }, [byName, complete, selection, onSelection]);
}
