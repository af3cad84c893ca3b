import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Hint, type KeyBinding, type KeyLayer, KeyRegistry } from './registry';

export type { KeyBinding } from './registry';

interface Scope {
  readonly registry: KeyRegistry;
  readonly depth: number;
}

const KeysContext = createContext<Scope | null>(null);

function useScope(): Scope {
  const scope = use(KeysContext);
  if (scope === null) {
    throw new Error('The keyboard layer needs a KitProvider above it');
  }
  return scope;
}

/** The one listener for keys of the whole page. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new KeyRegistry());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => registry.press(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [registry]);
  const scope = useMemo(() => ({ registry, depth: 0 }), [registry]);
  return <KeysContext value={scope}>{children}</KeysContext>;
}

/** More than any page nests, so that a dialog is deeper than all of the page, from wherever it was opened. */
const deepest = 100;

/** Keys used below come before those above; with `barrier` (a dialog) those above are silent. */
export function KeyScope({ barrier = false, children }: { barrier?: boolean; children: ReactNode }) {
  const above = useScope();
  const { registry } = above;
  const depth = above.depth + (barrier ? deepest : 1);
  const scope = useMemo(() => ({ registry, depth }), [registry, depth]);
  useEffect(
    () => (barrier ? registry.add({ title: '', depth, barrier: true, bindings: [] }) : undefined),
    [registry, depth, barrier],
  );
  return <KeysContext value={scope}>{children}</KeysContext>;
}

/**
 * Binds keys while the component is on the page. `title` heads them in the overlay of keys ("List", "Form").
 * The bindings may be made anew with every render; only a change of what is written is published.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const { registry, depth } = useScope();
  const layer = useRef<KeyLayer | null>(null);
  const written = bindings
    .map((b) => `${String(b.combo)}|${b.label ?? ''}|${String(b.show)}|${String(b.quiet)}|${b.unavailable ?? ''}`)
    .join('\n');
  const current = useEffectEvent(() => bindings);

  useEffect(() => {
    const added: KeyLayer = { title, depth, barrier: false, bindings: current() };
    layer.current = added;
    return registry.add(added);
  }, [registry, title, depth]);

  useEffect(() => {
    if (layer.current !== null) {
      layer.current.bindings = bindings;
    }
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: published when what is written changes
  useEffect(() => {
    registry.changed();
  }, [registry, written]);
}

/** The keys that work now. */
export function useKeyHints(): readonly Hint[] {
  const { registry } = useScope();
  return useSyncExternalStore(registry.subscribe, registry.hints);
}
