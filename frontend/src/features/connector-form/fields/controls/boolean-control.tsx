import { useState } from 'react';
import { Switch } from '../../../../ui/checks';
import { type ControlProps, textOfValue } from './control-props';
import styles from './controls.module.css';
import { TextControl } from './text-control';

/** On and off as the worker reads them; the default is grey, what is set is not. Any other text stays a text. */
export function BooleanControl(props: ControlProps) {
  const { session, field, value, id, invalid, describedBy } = props;
  const set = value?.set === true;
  const text = textOfValue(value);
  const [asText, setAsText] = useState(false);
  const odd = set && !/^(true|false)$/i.test(text);
  if (odd && !asText) {
    setAsText(true); // it stays a text while it is corrected
  }
  if (odd || asText) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: only hears that the input inside was left
      <div onBlur={() => setAsText(odd)}>
        <TextControl {...props} />
      </div>
    );
  }
  const shown = set ? text : field.default;
  const on = shown.toLowerCase() === 'true';
  return (
    <span className={styles.boolean} data-unset={!set || undefined}>
      <Switch
        id={id}
        invalid={invalid}
        describedBy={describedBy}
        checked={on}
        label={`${field.key}${set ? '' : ', not set'}`}
        onChange={() => session.set(field.key, on ? 'false' : 'true')}
      >
        <span className={styles.state}>{shown === '' ? 'not set' : shown}</span>
      </Switch>
    </span>
  );
}
