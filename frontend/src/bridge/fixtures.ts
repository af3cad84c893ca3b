import type { Fixtures } from './memory';

// One recorded answer a file, written by a Go test: facade.method.json, or facade.method.arguments.json for the answer
// to those arguments. memory.ts says how the two differ.
const files = import.meta.glob<unknown>('./fixtures/*.json', { eager: true, import: 'default' });

/** "./fixtures/plugins.facts.local,a.b.Sink,1.0.json" answers "plugins.facts(local,a.b.Sink,1.0)". */
export function callOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
  const [, method, args] = /^(\w+\.\w+)(?:\.(.*))?$/.exec(name) ?? [];
  return args === undefined ? (method ?? name) : `${method ?? ''}(${args})`;
}

export const fixtures: Fixtures = Object.fromEntries(
  Object.entries(files).map(([path, answer]) => [callOf(path), answer]),
);
