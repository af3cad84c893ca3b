import { createContext, type ReactNode, use, useMemo, useState } from 'react';

/**
 * Dialogs that several features open. Each belongs to one feature; app/dialog-host.tsx maps it to its component. To add
 * one, add a line in both files.
 */
export interface Dialogs {
  /** The cluster dialog; without an id for a new one, with `copyOf` for a duplicate, with `login` at the user name. */
  cluster: { id?: string; copyOf?: string; url?: string; login?: boolean };
  deleteCluster: { id: string };
  /** Adds the clusters in a file of another tool, or in our own export. */
  importClusters: Record<string, never>;
  /** Writes cluster profiles to a file, without their secrets. */
  exportClusters: Record<string, never>;
  /** Of a connector (name) or of a draft. */
  export: { profile: string; name?: string; draft?: string };
  exportMany: { profile: string; names: readonly string[] };
  deleteConnector: { profile: string; name: string };
  /** Shows an address from a plugin's documentation before the system's browser opens it. */
  link: { address: string };
  keys: Record<string, never>;
}

export type DialogName = keyof Dialogs;
export type OpenDialog = { [N in DialogName]: { name: N; props: Dialogs[N] } }[DialogName];

interface DialogStack {
  readonly open: OpenDialog | null;
  readonly show: <N extends DialogName>(name: N, props: Dialogs[N]) => void;
  readonly close: () => void;
}

const DialogContext = createContext<DialogStack | null>(null);

export function DialogProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const stack = useMemo<DialogStack>(
    () => ({
      open,
      show: (name, props) => setOpen({ name, props } as OpenDialog),
      close: () => setOpen(null),
    }),
    [open],
  );
  return <DialogContext value={stack}>{children}</DialogContext>;
}

export function useDialogs(): DialogStack {
  const stack = use(DialogContext);
  if (stack === null) {
    throw new Error('useDialogs needs a DialogProvider above it');
  }
  return stack;
}
