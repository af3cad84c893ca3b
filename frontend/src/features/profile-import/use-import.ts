import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { FileUse, ImportChoice, ImportState, ImportView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { sharedKeys } from '../../shell/queries';
import { type Choices, noChoices, requestOf, withOutcomes, withRow } from './choices';

/** A file larger than this is refused before it crosses the bridge; Go has a lower limit of its own. */
const mostBytes = 4 * 1024 * 1024;

/** One call after the other: Add is sent when Go has the last value. */
const scope = { id: 'import' };

type Source = { text: string; name: string } | { file: File } | 'dialog';

/** The file that is open, which Go holds because it contains secrets, and what the person decided about it. */
export function useImport(onAdded: (state: ImportState, keyring: string) => void) {
  const bridge = useBridge();
  const client = useQueryClient();
  const [view, setView] = useState<ImportView | null>(null);
  // The file stays as it was opened, so that its text is not drawn again when this changes.
  const [state, setState] = useState<ImportState | null>(null);
  const [choices, setChoices] = useState<Choices>(noChoices);
  const typed = useRef(new Map<string, string>());

  const id = view?.id;
  useEffect(() => {
    if (id === undefined) {
      return undefined;
    }
    return () => void bridge.profileFiles.close(id).catch(() => undefined);
  }, [bridge, id]);

  const opening = useMutation({
    mutationFn: async (source: Source) => {
      if (source === 'dialog') {
        return bridge.profileFiles.openFile();
      }
      if ('text' in source) {
        return bridge.profileFiles.openText(source.name, source.text);
      }
      if (source.file.size > mostBytes) {
        throw new Error(
          `${source.file.name} is larger than 4 MB. Nothing was read. Paste only the part that names Connect clusters.`,
        );
      }
      return bridge.profileFiles.openText(source.file.name, await source.file.text());
    },
    onSuccess: (opened) => {
      // The dialog of the system was cancelled.
      if (opened.id !== '') {
        typed.current.clear();
        setView(opened);
        setState(opened.state);
        setChoices(noChoices);
      }
    },
  });

  const variable = useMutation({
    scope,
    mutationFn: ({ name, value }: { name: string; value: string | null }) =>
      value === null
        ? bridge.profileFiles.readVariable(id ?? '', name)
        : bridge.profileFiles.setVariable(id ?? '', name, value),
    onSuccess: setState,
  });
  const sendTyped = async () => {
    const values = [...typed.current];
    typed.current.clear();
    for (const [name, value] of values) {
      await variable.mutateAsync({ name, value });
    }
  };

  const adding = useMutation({
    scope,
    mutationFn: (request: ImportChoice[]) => bridge.profileFiles.add(id ?? '', request),
    onSuccess: async (added) => {
      setState(added.state);
      setChoices((before) => withOutcomes(before, added.outcomes));
      await client.invalidateQueries({ queryKey: sharedKeys.clusters(), exact: true });
      if (added.outcomes.every(({ profile }) => profile !== '')) {
        const session = added.outcomes.some(({ keyring }) => keyring === 'session');
        onAdded(added.state, session ? 'session' : '');
      }
    },
  });

  const picking = useMutation({
    mutationFn: async ({ number, use }: { number: number; use: FileUse }) => {
      const path = await bridge.desktop.pickFile();
      if (path !== '') {
        setChoices((now) => withRow(now, number, { files: { ...now.rows[number]?.files, [use]: path } }));
      }
    },
  });

  const failed = variable.error ?? adding.error ?? picking.error;
  return {
    view,
    state,
    choices,
    opening: opening.isPending,
    openingProblem: opening.error === null ? null : problemOf(opening.error),
    adding: adding.isPending,
    problem: failed === null ? null : problemOf(failed),
    open: (source: Source) => opening.mutate(source),
    /** Back to the paste field. */
    leave: () => {
      setView(null);
      setState(null);
      opening.reset();
    },
    change: setChoices,
    /** A value is sent when its field is left, or before the clusters are added. */
    type: (name: string, value: string) => void typed.current.set(name, value),
    settle: () => void sendTyped().catch(() => undefined), // the mutation has the error
    read: (name: string) => {
      typed.current.delete(name);
      variable.mutate({ name, value: null });
    },
    pick: (number: number, use: FileUse) => picking.mutate({ number, use }),
    add: async () => {
      if (state !== null) {
        const request = requestOf(state, choices);
        await sendTyped();
        adding.mutate(request);
      }
    },
  };
}

export type Import = ReturnType<typeof useImport>;
