import { TokenList } from '../../../ui/token-list';
import { partsOf, textOf } from '../model/list-text';
import { type ControlProps, placeholderOf, textOfValue } from './control-props';

/** A list as tokens over the text it is; what is not touched keeps its characters. */
export function ListControl(props: ControlProps) {
  const { session, field, value, id, invalid } = props;
  return (
    <TokenList
      id={id}
      label={field.key}
      invalid={invalid}
      values={partsOf(textOfValue(value))}
      placeholder={placeholderOf(props)}
      onChange={(parts) => session.set(field.key, textOf(parts))}
    />
  );
}
