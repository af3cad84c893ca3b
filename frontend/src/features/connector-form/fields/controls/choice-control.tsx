import { ComboField } from '../../../../ui/combo-field';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';

/** Recommended values, and any other text. */
export function ChoiceControl(props: ControlProps) {
  const { session, field, value } = props;
  const count = new Set(field.recommended).size;
  return (
    <ComboField
      {...inputProps(props)}
      mono
      options={field.recommended}
      summary={`${String(count)} recommended`}
      value={textOfValue(value)}
      placeholder={placeholderOf(props)}
      onChange={(next) => session.type(field.key, next)}
    />
  );
}
