import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { KeyRegistry, type Offer } from './registry';

interface Scope {
  readonly registry: KeyRegistry;
  readonly depth: number;
}

const KeysContext = createContext<Scope | null>(null);

/** Where keys are bound: the registry, and the depth of this part of the page. */
export function useScope(): Scope {
  const scope = use(KeysContext);
  if (scope === null) {
    throw new Error('The keyboard layer needs a KitProvider above it');
  }
  return scope;
}

/** The only key listener of the page. */
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

/** More than any nesting of a page, so that a dialog is always deeper than the page, wherever it was opened. */
const deepest = 100;

/** Keys bound inside take precedence over those outside; with `barrier` (a dialog) those outside are blocked. */
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

/** All current actions, with or without a key. */
export function useOffers(): readonly Offer[] {
  const { registry } = useScope();
  return useSyncExternalStore(registry.subscribe, registry.offers);
}

/** The keys that work now. */
export function useKeyHints(): readonly Offer[] {
  const { registry } = useScope();
  return useSyncExternalStore(registry.subscribe, registry.hints);
}
