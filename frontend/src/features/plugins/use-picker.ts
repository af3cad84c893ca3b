import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { PluginView, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useUiState } from '../../shell/ui-state';
import { pluginsQuery, useStart } from './api';
import { classIn, fitting, rowId, type Side } from './filter';

export interface Picker {
  /** Undefined until the worker has answered. */
  readonly all: readonly PluginView[] | undefined;
  readonly problem: Problem | null;
  readonly again: () => void;
  readonly shown: readonly PluginView[];
  readonly chosen: PluginView | undefined;
  readonly choose: (plugin: PluginView) => void;
  readonly move: (by: number) => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly side: Side;
  readonly setSide: (side: Side) => void;
  /** What the form starts from: empty, "draft <id>" or "copy <name>". */
  readonly from: string;
  readonly setFrom: (from: string) => void;
  readonly open: () => void;
  /** A whole class that was typed and is not listed; empty: none. A cluster may not list what it has. */
  readonly typed: string;
  readonly opening: boolean;
  readonly openProblem: Problem | null;
}

/** What is listed, what is chosen, and the way into the form. */
export function usePicker(profile: string): Picker {
  const plugins = useQuery(pluginsQuery(useBridge(), profile));
  const [search, setSearch] = useUiState(`picker.${profile}.search`, '');
  const [side, setSide] = useUiState<Side>('picker.side', 'both');
  const [chosenId, setChosen] = useUiState(`picker.${profile}.chosen`, '');
  const [from, setFrom] = useState('');
  const start = useStart(profile);
  const shown = fitting(plugins.data ?? [], side, search);
  const chosen = shown.find((plugin) => rowId(plugin) === chosenId) ?? shown[0];
  const typed = shown.length === 0 ? classIn(search) : '';
  const choose = (plugin: PluginView) => {
    setChosen(rowId(plugin));
    setFrom('');
    start.reset();
  };
  return {
    all: plugins.data,
    problem: plugins.isError ? problemOf(plugins.error) : null,
    again: () => void plugins.refetch(),
    shown,
    chosen,
    choose,
    move: (by) => {
      const at = chosen === undefined ? -1 : shown.indexOf(chosen);
      const to = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
      if (to !== undefined) {
        choose(to);
      }
    },
    search,
    setSearch,
    side,
    setSide,
    from,
    setFrom,
    open: () => {
      if (start.isPending) {
        return;
      }
      if (typed !== '') {
        start.mutate({ kind: 'class', name: typed });
      }
      if (chosen === undefined) {
        return;
      }
      // Whoever comes back from the form finds the plugin that was opened.
      setChosen(rowId(chosen));
      const [kind, ...rest] = from.split(' ');
      const id = rest.join(' ');
      start.mutate(
        kind === 'draft' ? { kind, id } : kind === 'copy' ? { kind, name: id } : { kind: 'new', plugin: chosen },
      );
    },
    typed,
    opening: start.isPending,
    openProblem: start.isError ? problemOf(start.error) : null,
  };
}
