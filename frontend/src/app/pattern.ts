/**
 * The parameters of a pattern such as "/c/$profile/n/$name/{-$tab}": a part with $ is required, one in {-$…} is
 * optional.
 */
export type ParamsOf<P extends string> = P extends `${infer Part}/${infer Rest}`
  ? ParamOf<Part> & ParamsOf<Rest>
  : ParamOf<P>;

type ParamOf<Part extends string> = Part extends `{-$${infer Name}}`
  ? { readonly [K in Name]?: string }
  : Part extends `$${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;

/** The decoded parameters of a path (without its search), or null if the pattern does not match. */
export function paramsIn<P extends string>(pattern: P, path: string): ParamsOf<P> | null {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  if (parts.length > wanted.length) {
    return null;
  }
  const found: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = parts[index];
    const optional = /^\{-\$(.+)\}$/.exec(want)?.[1];
    if (part === undefined || part === '') {
      if (optional === undefined && want !== part) {
        return null;
      }
      continue;
    }
    const name = optional ?? (want.startsWith('$') ? want.slice(1) : undefined);
    if (name === undefined) {
      if (want !== part) {
        return null;
      }
      continue;
    }
    const text = decoded(part);
    if (text === null) {
      return null;
    }
    found[name] = text;
  }
  return found as ParamsOf<P>;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
