import { type RefObject, useRef, useState } from 'react';
import type { PluginName, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useCommands } from '../../shell/commands';
import { useCopy } from '../../ui/copy-button';
import { showToast } from '../../ui/toasts';

/** A plugin in one version is a row of its own. */
export function rowOf(plugin: PluginName): string {
  return `${plugin.kind} ${plugin.class} ${plugin.version}`;
}

interface PluginKeys {
  /** The row that the keys act on; the first one until there is a choice. */
  readonly cursor: string;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly focus: (row: string) => void;
  /** Why the class was not copied. */
  readonly problem: Problem | null;
}

/** J and K over the rows that are shown, C for the class of the one with the cursor. */
export function usePluginKeys(plugins: readonly PluginName[]): PluginKeys {
  const copy = useCopy();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const at = Math.max(
    plugins.findIndex((plugin) => rowOf(plugin) === chosen),
    0,
  );
  const current = plugins[at];
  const cursor = current === undefined ? '' : rowOf(current);
  const move = (by: number) => {
    // The first press shows where the cursor is.
    const next = plugins[chosen === cursor ? Math.min(Math.max(at + by, 0), plugins.length - 1) : at];
    if (next === undefined) {
      return;
    }
    const row = rowOf(next);
    setChosen(row);
    const element = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`);
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  };
  const copyClass = async (name: string) => {
    try {
      await copy(name);
      setProblem(null);
      showToast({ text: `Copied ${name}`, tone: 'good' });
    } catch (reason) {
      setProblem(problemOf(reason));
    }
  };
  useCommands('About', {
    down: () => move(1),
    up: () => move(-1),
    copyClass: current === undefined ? undefined : () => void copyClass(current.class),
  });
  return { cursor, list, focus: setChosen, problem };
}
