import { ComboField } from '../../../../ui/combo-field';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';

/** Recommended values, and any other text. */
export function ChoiceControl(props: ControlProps) {
  const { session, field, value } = props;
  return (
    <ComboField
      {...inputProps(props)}
      mono
      options={field.recommended}
      summary={`${String(field.recommended.length)} recommended`}
      value={textOfValue(value)}
      placeholder={placeholderOf(props)}
      onChange={(next) => session.set(field.key, next)}
    />
  );
}
