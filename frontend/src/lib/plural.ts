/** "1 task", "4 tasks"; irregular words bring their plural. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : many}`;
}

/** A count in a sentence, thousands apart: "12 400". Numbers to be copied are never written so. */
export function counted(count: number): string {
  return Math.trunc(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
