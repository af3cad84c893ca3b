import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../../../../bridge/errors';
import { IconButton } from '../../../../ui/button';
import { TextArea, TextField } from '../../../../ui/text-field';
import { onlyPlaceholders } from '../../session/placeholder';
import { type ControlProps, inputProps, textOfValue } from './control-props';
import styles from './controls.module.css';
import { pastedLines, rowsFor } from './text-control';

/**
 * Dots and an eye. A stored secret is not on this page until its eye asks for it, and is forgotten when it is hidden
 * again or the field goes away; typing replaces it. A placeholder is no secret, so it is in clear as soon as it is whole.
 */
export function SecretControl(props: ControlProps) {
  const { session, field, value } = props;
  const [shown, setShown] = useState(false);
  const [fetched, setFetched] = useState<string | null>(null);
  const [failed, setFailed] = useState('');
  const hidden = value?.set === true && value.hidden;
  const text = hidden ? (fetched ?? '') : textOfValue(value);
  const lines = text.includes('\n');

  const toggle = async () => {
    setFailed('');
    if (shown) {
      setFetched(null);
      setShown(false);
      return;
    }
    try {
      if (hidden) {
        setFetched(await session.reveal(field.key));
      }
      setShown(true);
    } catch (reason) {
      setFailed(problemOf(reason).text);
    }
  };
  const unshown = value?.unshown === true;
  const eye = !unshown && (hidden || text !== '') && (
    <IconButton
      icon={shown ? IconEyeOff : IconEye}
      label={shown ? 'Hide' : 'Show'}
      aria-pressed={shown}
      size="xs"
      onClick={() => void toggle()}
    />
  );
  const common = {
    ...inputProps(props),
    mono: true,
    'data-secret': true,
    right: eye,
    onChange: (next: string) => session.type(field.key, next),
  };
  return (
    <>
      {shown && lines ? (
        <TextArea {...common} rows={rowsFor(text)} value={text} />
      ) : (
        <TextField
          {...common}
          type={shown || onlyPlaceholders(text) ? 'text' : 'password'}
          autoComplete="new-password"
          // A text with line ends cannot stand in one line: dots stand for it, typing replaces it.
          value={lines ? '' : text}
          placeholder={unshown ? 'set, not shown by this cluster' : lines || hidden ? '••••••••••••' : ''}
          onPaste={(event) => {
            const next = pastedLines(event);
            if (next !== undefined) {
              session.set(field.key, next);
            }
          }}
        />
      )}
      {lines && !shown && <span className={styles.reading}>{text.split('\n').length} lines</span>}
      {failed !== '' && <span className={styles.reading}>{failed}</span>}
    </>
  );
}
