import { IconFileText } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { ValueChip } from '../../../../ui/chip';
import { TextField } from '../../../../ui/text-field';
import { onlyPlaceholders, piecesOf } from '../../session/placeholder';
import { type ControlProps, inputProps, textOfValue } from './control-props';
import styles from './controls.module.css';

/** What the worker fills in, in clear and violet. It has no eye: there is nothing to show. A press makes it a text. */
export function PlaceholderChip({ onPress, ...props }: ControlProps & { onPress: () => void }) {
  const { field, value, id, invalid } = props;
  const text = textOfValue(value);
  return (
    <button
      type="button"
      id={id}
      className={styles.placeholder}
      data-invalid={invalid || undefined}
      aria-label={`${field.key}: ${text}, placeholder, press to edit`}
      onClick={onPress}
    >
      <span className={styles.pieces}>
        {piecesOf(text).map((piece) =>
          piece.placeholder ? (
            <ValueChip key={piece.at} tone="placeholder">
              <IconFileText size={12} stroke={1.75} aria-hidden />
              {piece.text}
            </ValueChip>
          ) : (
            <span key={piece.at} className={styles.literal}>
              {piece.text}
            </span>
          ),
        )}
      </span>
      <span className={styles.fact}>placeholder</span>
    </button>
  );
}

/** The text of a pressed chip. What becomes of it is decided when it is left; a secret that is typed instead is dots. */
export function PlaceholderInput(props: ControlProps) {
  const { session, field, value } = props;
  const text = textOfValue(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <TextField
      {...inputProps(props)}
      ref={input}
      mono
      type={field.secret && !onlyPlaceholders(text) ? 'password' : 'text'}
      value={text}
      onChange={(next) => session.type(field.key, next)}
      right="placeholder"
    />
  );
}

/** Whether a value is shown as chips: never where a literal part of it may be secret, nor in several lines. */
export function isChip({ field, value }: Pick<ControlProps, 'field' | 'value'>): boolean {
  if (value?.set !== true || !value.placeholder || value.hidden || field.kind === 'list' || value.text.includes('\n')) {
    return false;
  }
  return !field.secret || onlyPlaceholders(value.text);
}
