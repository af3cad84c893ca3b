import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useUiState } from '../../../shell/ui-state';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import type { FormSession } from '../session/form-session';
import styles from './fields.module.css';

/** Any key can be set, with or without a definition. A pasted "key=value" is taken apart. */
export function AddKey({ session, onJump }: { session: FormSession; onJump: (key: string) => void }) {
  // The row leaves the page when the list is scrolled or filtered; what is typed stays.
  const [key, setKey] = useUiState(`form.${session.draft}.addKey`, '');
  const [text, setText] = useUiState(`form.${session.draft}.addText`, '');
  const first = useRef<HTMLInputElement>(null);
  const name = key.trim();
  const add = () => {
    if (name === '') {
      return;
    }
    if (session.fields.has(name) && (text === '' || session.isSet(name))) {
      onJump(name); // there is a field for it already, and its value is not overwritten from here
      return;
    }
    session.set(name, text);
    setKey('');
    setText('');
    first.current?.focus();
  };
  const onEnter = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add();
    }
  };
  return (
    <div className={styles.add}>
      <TextField
        ref={first}
        mono
        aria-label="Key to add"
        placeholder="any.other.key"
        value={key}
        onChange={(next) => {
          const pair = /^\s*([^\s=:]+)\s*=(.*)$/.exec(next);
          if (pair !== null && text === '') {
            setKey(pair[1] ?? '');
            setText((pair[2] ?? '').trim());
          } else {
            setKey(next);
          }
        }}
        onKeyDown={onEnter}
      />
      <TextField mono aria-label="Its value" placeholder="value" value={text} onChange={setText} onKeyDown={onEnter} />
      <Button icon={IconPlus} onClick={add}>
        Add
      </Button>
    </div>
  );
}
