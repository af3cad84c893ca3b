import { readSetting } from '../../../lib/durations';
import { TextField } from '../../../ui/text-field';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';
import styles from './controls.module.css';

/** A number is a text: no digit is lost, nothing is corrected. The human reading stands beside it. */
export function NumberControl(props: ControlProps) {
  const { session, field, value } = props;
  const text = textOfValue(value);
  const reading = readSetting(value?.set === true ? text : field.default, field.unit);
  return (
    <span className={styles.row}>
      <TextField
        {...inputProps(props)}
        mono
        width={text.length > 18 ? 240 : 160}
        inputMode="numeric"
        value={text}
        placeholder={placeholderOf(props)}
        onChange={(next) => session.set(field.key, next)}
      />
      {reading !== '' && <span className={styles.reading}>{reading}</span>}
    </span>
  );
}
