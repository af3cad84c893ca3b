/**
 * The new value, with the old objects and lists in place of equal ones; the old value itself if nothing differs.
 * Responses are newly parsed JSON; with this, a comparison by identity sees only real changes. Plain JSON values only.
 */
export function keepSame<T>(before: T, now: T): T {
  return same(before, now) as T;
}

function same(before: unknown, now: unknown): unknown {
  if (Object.is(before, now)) {
    return before;
  }
  if (Array.isArray(before) && Array.isArray(now)) {
    const items = now.map((item: unknown, at) => (at < before.length ? same(before[at], item) : item));
    return items.length === before.length && items.every((item, at) => Object.is(item, before[at])) ? before : items;
  }
  if (isObject(before) && isObject(now)) {
    const keys = Object.keys(now);
    const made = Object.fromEntries(keys.map((key) => [key, key in before ? same(before[key], now[key]) : now[key]]));
    return keys.length === Object.keys(before).length &&
      keys.every((key) => key in before && Object.is(made[key], before[key]))
      ? before
      : made;
  }
  return now;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
