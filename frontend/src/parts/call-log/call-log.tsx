import { IconEraser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { CallRow, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useCommands } from '../../shell/commands';
import { usePanel } from '../../shell/panels';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { Chip } from '../../ui/chip';
import { useCopy } from '../../ui/copy-button';
import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { VirtualTable } from '../../ui/table/virtual-table';
import { showToast } from '../../ui/toasts';
import { callQuery, useCalls, useClearCalls } from './api';
import styles from './call-log.module.css';
import { CallPane } from './call-pane';
import { callColumns } from './columns';
import { type CallLine, foldRepeats, isCallOf, isChange, isFailed, lineOf, matchesCall } from './fold';

type Kind = 'all' | 'changes' | 'failed';

/** The line under the cursor, and which of its calls is open: a newer poll joins the line, the open call stays. */
interface Chosen {
  readonly line: string;
  readonly call: number;
}

const none: readonly CallRow[] = [];
const lineKey = (line: CallLine) => line.key;
const rowHeight = () => 28;

/**
 * The calls of a cluster (an empty profile: of all), newest first, with the chosen one opened below. With `connector`
 * only those that are about this one; what clears the log is left out then, because it holds more than is seen.
 */
export function CallLog({ profile, connector, empty }: { profile: string; connector?: string; empty: ReactNode }) {
  const calls = useCalls(profile);
  const clear = useClearCalls();
  const key = connector === undefined ? `calls.${profile}` : `calls.${profile}.${connector}`;
  const [filter, setFilter] = useUiState(`${key}.filter`, '');
  const [kind, setKind] = useUiState<Kind>(`${key}.kind`, 'all');
  const [chosen, setChosen] = useUiState<Chosen | null>(`${key}.chosen`, null);
  const [fold, setFold] = usePanel('calls.fold', 'on');

  const recorded = calls.data?.calls ?? none;
  const all = useMemo(
    () => (connector === undefined ? recorded : recorded.filter((call) => isCallOf(call, connector))),
    [recorded, connector],
  );
  const changes = useMemo(() => all.filter(isChange), [all]);
  const failed = useMemo(() => all.filter(isFailed), [all]);
  const lines = useMemo(() => {
    const shown = (kind === 'changes' ? changes : kind === 'failed' ? failed : all).filter((call) =>
      matchesCall(call, filter),
    );
    return fold === 'on' ? foldRepeats(shown) : shown.map(lineOf);
  }, [all, changes, failed, kind, filter, fold]);
  const columns = useMemo(() => callColumns(profile === ''), [profile]);
  const open = chosen !== null && lines.some((line) => line.key === chosen.line) ? chosen : null;
  const choose = (line: CallLine | undefined) =>
    setChosen(line === undefined ? null : { line: line.key, call: line.call.id });
  const copying = useCopyCurl(open?.call);

  const clearAll = connector === undefined ? () => clear.mutate() : undefined;
  useCommands('Calls', { clear: clearAll });

  const showAll = () => {
    setFilter('');
    setKind('all');
  };

  return (
    <>
      <Toolbar>
        <SearchBox
          filter
          label="Filter calls"
          value={filter}
          onChange={setFilter}
          placeholder="Filter: path, method:POST, status:4xx, slower:200ms"
          found={`${String(lines.length)} of ${String(all.length)}`}
          onDown={() => choose(lines[0])}
        />
        <Chip active={kind === 'all'} onClick={() => setKind('all')} count={all.length}>
          All
        </Chip>
        <Chip active={kind === 'changes'} onClick={() => setKind('changes')} count={changes.length}>
          Changes
        </Chip>
        <Chip active={kind === 'failed'} onClick={() => setKind('failed')} count={failed.length}>
          Failed
        </Chip>
        <Switch checked={fold === 'on'} onChange={(on) => setFold(on ? 'on' : 'off')}>
          Fold repeats
        </Switch>
        {clearAll !== undefined && (
          <Button icon={IconEraser} busy={clear.isPending} onClick={clearAll}>
            Clear
          </Button>
        )}
      </Toolbar>
      {calls.isError && (
        <ErrorBlock
          title="The call log could not be read"
          problem={problemOf(calls.error)}
          actions={<Button onClick={() => void calls.refetch()}>Try again</Button>}
        />
      )}
      {copying.problem !== null && <ErrorBlock title="The call was not copied" problem={copying.problem} />}
      {calls.isPending && <SkeletonRows label="reading the call log" />}
      {calls.isSuccess && lines.length === 0 && (
        <EmptyState
          title={all.length === 0 ? 'No calls so far' : 'No call matches'}
          text={empty}
          {...(all.length === 0 ? {} : { actions: <Button onClick={showAll}>Show all</Button> })}
        />
      )}
      {lines.length > 0 && (
        <div className={styles.table}>
          <VirtualTable
            label="Calls"
            rows={lines}
            rowKey={lineKey}
            columns={columns}
            rowHeight={rowHeight}
            cursor={open?.line ?? null}
            onCursor={(wanted) => choose(lines.find((line) => line.key === wanted))}
            onOpen={choose}
          />
        </div>
      )}
      {open !== null && <CallPane key={open.call} id={open.call} onClose={() => choose(undefined)} />}
    </>
  );
}

/** C copies the open call. */
function useCopyCurl(call: number | undefined) {
  const bridge = useBridge();
  const client = useQueryClient();
  const copy = useCopy();
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (id: number) => {
    try {
      const { curl } = await client.query(callQuery(bridge, id));
      await copy(curl);
      setProblem(null);
      showToast({ text: 'Copied the call as curl', tone: 'good' });
    } catch (reason) {
      setProblem(problemOf(reason));
    }
  };
  useCommands('Calls', {
    copyCurl: () => {
      if (call === undefined) {
        return false;
      }
      void run(call);
      return undefined;
    },
  });
  return { problem };
}
