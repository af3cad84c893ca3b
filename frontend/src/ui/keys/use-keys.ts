import { useEffect, useEffectEvent, useRef } from 'react';
import { useScope } from './keys-provider';
import type { KeyBinding, KeyLayer } from './registry';

/**
 * Binds actions while the component is on the page; screens do it by a table of commands (commands.ts). `title` heads
 * them in the overlay of keys. The bindings may be new at every render; only a change of what is written is
 * published.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const { registry, depth } = useScope();
  const layer = useRef<KeyLayer | null>(null);
  const written = bindings.map((b) => `${b.id}|${b.label ?? ''}|${String(b.quiet)}|${b.unavailable ?? ''}`).join('\n');
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
