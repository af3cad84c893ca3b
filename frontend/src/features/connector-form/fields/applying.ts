import type { FieldValue, FieldView } from '../../../bridge/dto';

type Fields = ReadonlyMap<string, FieldView>;
type ValueAt = (key: string) => FieldValue | undefined;

/** Whether a setting applies: the one that it depends on applies, too, and has the value that it needs. */
export function applies(field: FieldView, fields: Fields, valueAt: ValueAt): boolean {
  const passed = new Set<string>();
  for (let one = field; one.onlyKey !== '' && !passed.has(one.key); ) {
    passed.add(one.key);
    const above = fields.get(one.onlyKey);
    const value = valueAt(one.onlyKey);
    if (above === undefined || (value?.set === true ? value.text : above.default) !== one.onlyValue) {
      return false;
    }
    one = above;
  }
  return true;
}

/** The settings that do not apply to the values of the form, as a list of keys that is the same while they are. */
export function notApplying(conditional: readonly FieldView[], fields: Fields, valueAt: ValueAt): string {
  return conditional
    .filter((field) => !applies(field, fields, valueAt))
    .map(({ key }) => key)
    .join('\n');
}
