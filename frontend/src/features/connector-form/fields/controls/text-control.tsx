import { type ClipboardEvent, useState } from 'react';
import { TextArea, TextField } from '../../../../ui/text-field';
import { type ControlProps, inputProps, placeholderOf, textOfValue } from './control-props';

/** One line; a text with line ends, as a pasted certificate, gets more, because one line would swallow them. */
export function TextControl(props: ControlProps) {
  const { session, field, value } = props;
  const text = textOfValue(value);
  const [long, setLong] = useState(field.kind === 'long_text');
  const lines = text.includes('\n');
  if (long || lines) {
    return (
      <TextArea
        {...inputProps(props)}
        mono
        rows={rowsFor(text)}
        autoFocus={long && field.kind !== 'long_text'}
        value={text}
        placeholder={placeholderOf(props)}
        onChange={(next) => {
          setLong(true);
          session.type(field.key, next);
        }}
      />
    );
  }
  return (
    <TextField
      {...inputProps(props)}
      mono
      value={text}
      placeholder={placeholderOf(props)}
      onChange={(next) => session.type(field.key, next)}
      onPaste={(event) => {
        const next = pastedLines(event);
        if (next !== undefined) {
          setLong(true);
          session.set(field.key, next);
        }
      }}
    />
  );
}

/** The text after a paste that has line ends, which a single line would drop; undefined for any other paste. */
export function pastedLines(event: ClipboardEvent<HTMLInputElement>): string | undefined {
  const pasted = event.clipboardData.getData('text').replace(/\r\n?/g, '\n');
  if (!pasted.replace(/\n$/, '').includes('\n')) {
    return undefined;
  }
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.slice(0, selectionStart ?? value.length) + pasted + value.slice(selectionEnd ?? value.length);
}

/** As many rows as the text needs, within reason. */
export function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 72), 0);
  return Math.min(Math.max(lines, 3), 14);
}
