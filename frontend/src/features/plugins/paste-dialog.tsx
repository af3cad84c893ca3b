import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { problemOf } from '../../bridge/errors';
import { keyOf, labelOf, useCommands } from '../../shell/commands';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorBlock } from '../../ui/states';
import { TextArea } from '../../ui/text-field';
import { useStart } from './api';
import styles from './picker.module.css';

/** A config as text: the body of a REST call, a bare map, properties or a curl command. It is read, never run or sent. */
export function PasteDialog({ profile, onClose }: { profile: string; onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const start = useStart(profile);
  const open = () => {
    setAsked(true);
    if (text.trim() !== '' && !start.isPending) {
      start.mutate({ kind: 'text', text });
    }
  };
  return (
    <Dialog
      title="Paste a config"
      width={720}
      onClose={onClose}
      fact={
        <>
          <IconShieldCheck size={14} stroke={1.75} aria-hidden /> Nothing is run and nothing is sent.
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" combo={keyOf('Paste', 'open')} busy={start.isPending} onClick={open}>
            {labelOf('Paste', 'open')}
          </Button>
        </>
      }
    >
      <OpenKey run={open} />
      <div className={styles.paste}>
        <p className={styles.pasteNote}>
          JSON as a worker takes it (with name and config, or the bare map), properties, or a curl command. Values stay
          as they are written.
        </p>
        <TextArea
          mono
          data-autofocus
          rows={16}
          aria-label="The config"
          placeholder={'{\n  "name": "orders-sink",\n  "config": { "connector.class": "…" }\n}'}
          value={text}
          onChange={(next) => {
            setText(next);
            setAsked(false);
            start.reset();
          }}
        />
        {asked && text.trim() === '' && <p className={styles.pasteNote}>There is no text to read yet.</p>}
        {start.isError && <ErrorBlock title="This could not be read as a config" problem={problemOf(start.error)} />}
      </div>
    </Dialog>
  );
}

/** Inside the dialog, where keys of the page below are silent. */
function OpenKey({ run }: { run: () => void }) {
  useCommands('Paste', { open: run });
  return null;
}
