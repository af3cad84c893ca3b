import { IconEraser } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useBridge } from '../../bridge/context';
import type { CallRow } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { clock } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { useNavigation } from '../../shell/navigation';
import { usePanel } from '../../shell/panels';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { Chip } from '../../ui/chip';
import { useCopy } from '../../ui/copy-button';
import { useKeys } from '../../ui/keys/keys-provider';
import { Page, Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { VirtualTable } from '../../ui/table/virtual-table';
import { useCalls, useClearCalls } from './api';
import { CallPane } from './call-pane';
import styles from './calls.module.css';
import { callColumns } from './columns';
import { type CallLine, foldRepeats, isChange, isFailed, matchesCall } from './fold';

type Kind = 'all' | 'changes' | 'failed';

const none: readonly CallRow[] = [];
const lineKey = (line: CallLine) => String(line.call.id);

/** What the app asked of the workers, newest first. An empty profile: of all clusters. */
export function CallsScreen({ profile }: { profile: string }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const copy = useCopy();
  const cluster = useCluster(profile);
  const calls = useCalls(profile);
  const clear = useClearCalls();
  const [filter, setFilter] = useUiState(`calls.${profile}.filter`, '');
  const [kind, setKind] = useUiState<Kind>(`calls.${profile}.kind`, 'all');
  const [cursor, setCursor] = useUiState<string | null>(`calls.${profile}.cursor`, null);
  const [fold, setFold] = usePanel('calls.fold', 'on');

  const all = calls.data?.calls ?? none;
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
    { combo: 'Escape', label: 'back', quiet: true, run: () => navigation.back() },
  ]);

  return (
    <Page
      title={cluster === undefined ? 'Calls' : `Calls to ${cluster.name}`}
      beside={
        calls.data !== undefined &&
        `${plural(calls.data.kept, 'call')} since ${clock(calls.data.since)}, kept until you close the app`
      }
      {...(profile === '' ? {} : { onBack: () => navigation.go(paths.list(profile)) })}
    >
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
        <Button icon={IconEraser} busy={clear.isPending} onClick={() => clear.mutate()}>
          Clear
        </Button>
      </Toolbar>
      {calls.isError && <ErrorBlock title="The call log could not be read" problem={problemOf(calls.error)} />}
      {calls.isSuccess && lines.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? 'No calls so far' : 'No call matches'}
          text="Every HTTP request of the app appears here, with its answer, its time and the curl command that does the same."
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
    </Page>
  );
}
