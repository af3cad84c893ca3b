import type { Facades } from './generated/bridge';
import { type MethodFacts, methods } from './generated/methods';

export type FacadeName = keyof Facades;
/** "clusters.rows", "forms.set", … */
export type MethodName = { [F in FacadeName]: `${F}.${Extract<keyof Facades[F], string>}` }[FacadeName];

/** A bound method: its names on the page, and its entry in the table. */
export interface Method extends MethodFacts {
  readonly facade: FacadeName;
  readonly name: string;
  readonly full: MethodName;
}

/** Every bound method. */
export const allMethods: readonly Method[] = (Object.keys(methods) as FacadeName[]).flatMap((facade) =>
  Object.entries<MethodFacts>(methods[facade]).map(([name, facts]) => ({
    ...facts,
    facade,
    name,
    full: `${facade}.${name}` as MethodName,
  })),
);

/** Builds all façades from one function that calls a method. The types are generated with the table. */
export function makeFacades(invoke: (method: Method, args: readonly unknown[]) => Promise<unknown>): Facades {
  const facades: Record<string, Record<string, unknown>> = {};
  for (const method of allMethods) {
    const ask = (...args: readonly unknown[]) => invoke(method, args);
    facades[method.facade] = { ...facades[method.facade], [method.name]: ask };
  }
  return facades as unknown as Facades;
}
