import { IconEraser } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useBridge } from '../../bridge/context';
import type { CallRow } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { usePanel } from '../../shell/panels';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { Chip } from '../../ui/chip';
import { useCopy } from '../../ui/copy-button';
import { useKeys } from '../../ui/keys/keys-provider';
import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { VirtualTable } from '../../ui/table/virtual-table';
import { useCalls, useClearCalls } from './api';
import styles from './call-log.module.css';
import { CallPane } from './call-pane';
import { callColumns } from './columns';
import { type CallLine, foldRepeats, isCallOf, isChange, isFailed, matchesCall } from './fold';

type Kind = 'all' | 'changes' | 'failed';

const none: readonly CallRow[] = [];
const lineKey = (line: CallLine) => String(line.call.id);

/**
 * The calls of a cluster (an empty profile: of all), newest first, with the chosen one opened below. With `connector`
 * only those that are about this one; what clears the log is left out then, because it holds more than is seen.
 */
export function CallLog({ profile, connector, empty }: { profile: string; connector?: string; empty: ReactNode }) {
  const bridge = useBridge();
  const copy = useCopy();
  const calls = useCalls(profile);
  const clear = useClearCalls();
  const key = connector === undefined ? `calls.${profile}` : `calls.${profile}.${connector}`;
  const [filter, setFilter] = useUiState(`${key}.filter`, '');
  const [kind, setKind] = useUiState<Kind>(`${key}.kind`, 'all');
  const [cursor, setCursor] = useUiState<string | null>(`${key}.cursor`, null);
  const [fold, setFold] = usePanel('calls.fold', 'on');

  const kept = calls.data?.calls ?? none;
  const all = useMemo(
    () => (connector === undefined ? kept : kept.filter((call) => isCallOf(call, connector))),
    [kept, connector],
  );
  const changes = useMemo(() => all.filter(isChange), [all]);
  const failed = useMemo(() => all.filter(isFailed), [all]);
  const lines = useMemo(() => {
    const shown = (kind === 'changes' ? changes : kind === 'failed' ? failed : all).filter((call) =>
      matchesCall(call, filter),
    );
    return fold === 'on' ? foldRepeats(shown) : shown.map((call) => ({ call, times: 1, since: call.at }));
  }, [all, changes, failed, kind, filter, fold]);
  const chosen = lines.find((line) => lineKey(line) === cursor);

  const showAll = () => {
    setFilter('');
    setKind('all');
  };
  useKeys('Calls', [
    {
      combo: 'C',
      label: 'copy as curl',
      run: () => {
        if (chosen === undefined) {
          return false;
        }
        void bridge.calls.detail(chosen.call.id).then((detail) => copy(detail.curl));
        return undefined;
      },
    },
  ]);

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
        {connector === undefined && (
          <Button icon={IconEraser} busy={clear.isPending} onClick={() => clear.mutate()}>
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
      {calls.isSuccess && lines.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? 'No calls so far' : 'No call matches'}
          text={empty}
          {...(all.length === 0 ? {} : { actions: <Button onClick={showAll}>Show all</Button> })}
        />
      ) : (
        <div className={styles.table}>
          <VirtualTable
            label="Calls"
            rows={lines}
            rowKey={lineKey}
            columns={callColumns(profile === '')}
            rowHeight={() => 28}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={(line) => setCursor(lineKey(line))}
          />
        </div>
      )}
      {chosen !== undefined && <CallPane key={chosen.call.id} id={chosen.call.id} onClose={() => setCursor(null)} />}
    </>
  );
}
