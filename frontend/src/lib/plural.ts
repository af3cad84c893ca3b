/** "1 task", "4 tasks"; pass the plural of an irregular word. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : many}`;
}

/** A count in a sentence, with separated thousands: "12 400". Not for numbers that are copied. */
export function counted(count: number): string {
  return Math.trunc(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
