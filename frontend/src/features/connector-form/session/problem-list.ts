import type { FormProblem, FormState } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';

/** The problem after (or before) the one at `from`, round and round; errors before warnings before what is required. */
export function nextProblem(
  problems: readonly FormProblem[],
  from: string | undefined,
  step: 1 | -1,
): FormProblem | undefined {
  const placed = problems.filter((problem) => problem.key !== '');
  if (placed.length === 0) {
    return undefined;
  }
  const at = placed.findIndex((problem) => problem.key === from);
  const next = at < 0 ? (step === 1 ? 0 : placed.length - 1) : (at + step + placed.length) % placed.length;
  // Two problems of one key are one stop.
  const found = placed[next];
  return found?.key === from && placed.some((problem) => problem.key !== from)
    ? nextProblem(
        placed.filter((problem, index) => problem.key !== from || index === at),
        from,
        step,
      )
    : found;
}

/** What stops a create or a save, first things first. */
export function firstBlocking(problems: readonly FormProblem[]): FormProblem | undefined {
  return (
    problems.find((problem) => problem.severity === 'error' && problem.key !== '') ??
    problems.find((problem) => problem.severity === 'fill' && problem.key !== '')
  );
}

/** "2 problems and 1 warning", "3 still required"; empty when nothing was found. */
export function countWords({ errors, warnings, toFill }: Pick<FormState, 'errors' | 'warnings' | 'toFill'>): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, 'problem')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(toFill > 0 ? [`${String(toFill)} still required`] : []),
  ];
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Problems by key, the loudest first, as the fields show them. Keys whose problems are the same keep their array. */
export function problemsByKey(
  problems: readonly FormProblem[],
  before: ReadonlyMap<string, readonly FormProblem[]>,
): ReadonlyMap<string, readonly FormProblem[]> {
  const out = new Map<string, FormProblem[]>();
  for (const problem of problems) {
    out.set(problem.key, [...(out.get(problem.key) ?? []), problem]);
  }
  return new Map(
    [...out].map(([key, found]) => {
      const old = before.get(key);
      return [key, old !== undefined && JSON.stringify(old) === JSON.stringify(found) ? old : found];
    }),
  );
}
