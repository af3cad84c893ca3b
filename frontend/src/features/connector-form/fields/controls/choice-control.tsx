import { plural } from '../../../../lib/plural';
import { ComboField } from '../../../../ui/combo-field';
import { useForm } from '../../session/use-form';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';

/** Recommended values, and any other text unless the service takes only these. */
export function ChoiceControl(props: ControlProps) {
  const { session, field, value } = props;
  const versions = useForm(session, (form) => form.view.versions);
  const count = new Set(field.recommended).size;
  return (
    <ComboField
      {...inputProps(props)}
      mono
      options={field.recommended}
      notes={versions}
      closed={field.closed}
      summary={field.closed ? plural(count, 'value') : `${String(count)} recommended`}
      value={textOfValue(value)}
      placeholder={placeholderOf(props)}
      onChange={(next) => session.type(field.key, next)}
    />
  );
}
