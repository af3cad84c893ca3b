import type { FormRow } from './rows';

/** The height of a group's head, which sticks to the top of the list, in px of the page. */
export const headHeight = 42;

/** The height of a row before it was measured, in px of the page. */
export function heightOf(row: FormRow | undefined, describe: boolean): number {
  switch (row?.kind) {
    case 'heading':
      return headHeight;
    case 'fold':
      return 36;
    case 'field':
      return describe && row.field.docs !== '' ? 70 + 18 * Math.ceil(row.field.docs.length / 90) : 66;
    case 'sections':
      return 16 + 32 * Math.ceil(row.group.sections.length / 3);
    case 'section':
      return 36;
    case 'family':
      return 110;
    case 'template':
      return 70;
    case 'add':
    case undefined:
      return 44;
  }
}
