import { readSetting } from '../../../../lib/durations';
import { ComboField } from '../../../../ui/combo-field';
import { TextField } from '../../../../ui/text-field';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';
import styles from './controls.module.css';

/** A number is a text: no digit is lost, nothing is corrected. The human reading stands beside it. */
export function NumberControl(props: ControlProps) {
  const { session, field, value } = props;
  const text = textOfValue(value);
  const reading = readSetting(value?.set === true ? text : field.default, field.unit);
  const common = {
    ...inputProps(props),
    mono: true,
    value: text,
    placeholder: placeholderOf(props),
    onChange: (next: string) => session.type(field.key, next),
  };
  return (
    <span className={styles.row}>
      {field.recommended.length > 0 ? (
        <ComboField
          {...common}
          width={240}
          options={field.recommended}
          summary={`${String(field.recommended.length)} recommended`}
        />
      ) : (
        <TextField {...common} width={text.length > 18 ? 240 : 160} inputMode="numeric" />
      )}
      {reading !== '' && <span className={styles.reading}>{reading}</span>}
    </span>
  );
}
