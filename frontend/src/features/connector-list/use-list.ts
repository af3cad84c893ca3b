import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useBridge } from '../../bridge/context';
import type { ClusterState, Row, Verdict } from '../../bridge/dto';
import { severity } from '../../lib/worst-first';
import { useUiState } from '../../shell/ui-state';
import type { Sort } from '../../ui/table/columns';
import { matchesRow, parseQuery } from './filter';
import { nested, sorted, usualSort } from './order';
import { useRows } from './row-feed';
import { rowList } from './row-store';
import { useSteadyOrder } from './use-steady-order';

export type TypeChoice = 'all' | 'source' | 'sink' | 'connector';
/** Empty: all verdicts. */
export type VerdictChoice = Exclude<Verdict, ''> | '';

/** The number of rows of each verdict that occurs, worst first. */
function verdictCounts(rows: readonly Row[]): { verdict: Exclude<Verdict, ''>; count: number }[] {
  const counts = new Map<Exclude<Verdict, ''>, number>();
  for (const { verdict } of rows) {
    if (verdict !== '') {
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([verdict, count]) => ({ verdict, count }))
    .sort((a, b) => severity(a.verdict) - severity(b.verdict));
}

const noNames: ReadonlySet<string> = new Set();

/** What the person chose to see; held while the app runs. */
export function useListChoices(profile: string) {
  const [query, setQuery] = useUiState(`connectors.${profile}.query`, '');
  const [type, setType] = useUiState<TypeChoice>(`connectors.${profile}.type`, 'all');
  const [verdict, setVerdict] = useUiState<VerdictChoice>(`connectors.${profile}.verdict`, '');
  const [sort, setSort] = useUiState<Sort>(`connectors.${profile}.sort`, usualSort);
  const clear = useCallback(() => {
    setQuery('');
    setType('all');
    setVerdict('');
  }, [setQuery, setType, setVerdict]);
  return useMemo(
    () => ({ query, setQuery, type, setType, verdict, setVerdict, sort, setSort, clear }),
    [query, setQuery, type, setType, verdict, setVerdict, sort, setSort, clear],
  );
}

export type ListChoices = ReturnType<typeof useListChoices>;

/** The names whose config matches the key=value terms; null without such terms. */
function useConfigHits(profile: string, terms: readonly string[], version: number): ReadonlySet<string> | null {
  const bridge = useBridge();
  const search = useQuery({
    queryKey: ['config-search', profile, terms, version],
    queryFn: ({ signal }) => bridge.clusters.search(profile, [...terms], signal),
    enabled: terms.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const names = search.data;
  return useMemo(
    () => (terms.length === 0 ? null : names === undefined ? noNames : new Set(names)),
    [terms.length, names],
  );
}

/** The rows to show: filtered and sorted, in an order that does not change while the person uses the list. */
export function useList(profile: string, state: ClusterState | undefined, choices: ListChoices, held: boolean) {
  const fed = useRows(profile);
  const all = useMemo(() => rowList(fed.rows), [fed.rows]);
  const query = useMemo(() => parseQuery(choices.query), [choices.query]);
  const hits = useConfigHits(profile, query.config, state?.version ?? 0);
  const { type, verdict, sort } = choices;

  const matching = useMemo(() => all.filter((row) => matchesRow(row, query, hits)), [all, query, hits]);
  const ofType = useMemo(() => matching.filter((row) => type === 'all' || row.type === type), [matching, type]);
  const counts = useMemo(
    () => ({
      verdicts: verdictCounts(ofType),
      source: matching.filter((row) => row.type === 'source').length,
      sink: matching.filter((row) => row.type === 'sink').length,
      connector: matching.filter((row) => row.type === 'connector').length,
    }),
    [matching, ofType],
  );
  const right = useMemo(
    () =>
      nested(
        sorted(
          ofType.filter((row) => verdict === '' || row.verdict === verdict),
          sort,
        ),
      ).map((row) => row.name),
    [ofType, verdict, sort],
  );
  // While the first rows are being loaded, the person cannot be pointing at one yet.
  const settled = fed.complete && (state?.phase === 'ready' || state?.phase === 'stale');
  const basis = JSON.stringify([settled, choices.query, type, verdict, sort]);
  const { order, moved, sortAgain } = useSteadyOrder(right, held && settled, basis);
  const { byName } = fed.rows;
  const rows = useMemo(() => order.flatMap((name): Row[] => present(byName.get(name))), [order, byName]);

  return useMemo(
    () => ({
      all,
      counts,
      ofType: ofType.length,
      rows,
      byName,
      complete: fed.complete,
      problem: fed.problem,
      moved,
      sortAgain,
    }),
    [all, counts, ofType.length, rows, byName, fed.complete, fed.problem, moved, sortAgain],
  );
}

export type List = ReturnType<typeof useList>;

function present(row: Row | undefined): Row[] {
  return row === undefined ? [] : [row];
}
