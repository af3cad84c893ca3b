import { useDebouncedValue } from '@mantine/hooks';

/** A value once it has stayed the same for a while (ms): what is expensive follows it, not each key. */
export function useSettled<T>(value: T, after: number): T {
  const [settled] = useDebouncedValue(value, after);
  return settled;
}
