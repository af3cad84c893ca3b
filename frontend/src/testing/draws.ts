// Counts the components that React draws. React tells a debugger about every commit; this listens in its place, so it
// must be loaded before react-dom (setup.ts imports it first).

interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly elementType: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** Kinds of fibers that are components: function, class, forwardRef, memo of either sort. */
const componentTags: ReadonlySet<number> = new Set([0, 1, 11, 14, 15]);
/** The flag of a fiber whose component was called in this commit. */
const performedWork = 1;

let names: string[] | null = null;

function nameOf(type: unknown): string {
  if (typeof type === 'function') {
    return type.name;
  }
  if (typeof type === 'object' && type !== null) {
    const inner = type as { type?: unknown; render?: unknown; displayName?: string };
    return inner.displayName ?? nameOf(inner.type ?? inner.render);
  }
  return '?';
}

/** A fiber that has the children of before was not entered by this commit, and neither was anything below it. */
function collect(fiber: Fiber, before: Fiber | null, into: string[]): void {
  if (componentTags.has(fiber.tag) && (fiber.flags & performedWork) !== 0) {
    into.push(nameOf(fiber.type ?? fiber.elementType));
  }
  if (before !== null && before.child === fiber.child) {
    return;
  }
  for (let child = fiber.child; child !== null; child = child.sibling) {
    collect(child, child.alternate, into);
  }
}

Object.defineProperty(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
  configurable: true,
  value: {
    isDisabled: false,
    supportsFiber: true,
    checkDCE: () => undefined,
    inject: () => 1,
    onScheduleFiberRoot: () => undefined,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) => {
      if (names !== null) {
        collect(root.current, root.current.alternate, names);
      }
    },
  },
});

/** The names of the components that were drawn while `act` ran, each as often as it was drawn. */
export async function drawnBy(act: () => unknown): Promise<string[]> {
  const drawn: string[] = [];
  names = drawn;
  try {
    await act();
  } finally {
    names = null;
  }
  return drawn;
}
