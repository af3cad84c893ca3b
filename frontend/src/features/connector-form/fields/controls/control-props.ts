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

/** Whether the draft sets an empty text, which is not the same as leaving the field alone. */
export function isEmptyText(value: FieldValue | undefined): boolean {
  return value?.set === true && !value.hidden && value.text === '';
}

/** A default is a placeholder, never a value. */
export function placeholderOf({ field, value }: Pick<ControlProps, 'field' | 'value'>): string {
  return value?.set === true ? '' : field.default;
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
