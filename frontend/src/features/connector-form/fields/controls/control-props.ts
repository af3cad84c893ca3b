import type { FieldValue, FieldView } from '../../../../bridge/dto';
import type { FormSession } from '../../session/form-session';

export interface ControlProps {
  session: FormSession;
  field: FieldView;
  value: FieldValue | undefined;
  id: string;
  invalid: boolean;
  /** The id of the words below, where there are any. */
  describedBy: string | undefined;
}

/** What the field holds as text; an unset field holds nothing. */
export function textOfValue(value: FieldValue | undefined): string {
  return value?.set === true ? value.text : '';
}

/** A default is a placeholder, never a value; an empty text that is set says so, because it is not the default. */
export function placeholderOf({ field, value }: Pick<ControlProps, 'field' | 'value'>): string {
  if (value?.set === true) {
    return value.hidden ? '' : 'empty text';
  }
  return field.default;
}

/** The properties that every input of a field has. */
export function inputProps({ field, id, invalid, describedBy }: ControlProps) {
  return {
    id,
    invalid,
    'aria-label': field.key,
    'aria-required': field.required || undefined,
    'aria-describedby': describedBy,
  };
}
