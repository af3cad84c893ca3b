import { IconFolderOpen } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { Problem } from '../../bridge/dto';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import { ErrorBlock } from '../../ui/states';
import { TextArea } from '../../ui/text-field';
import styles from './import.module.css';
import type { Import } from './use-import';

const formats: readonly (readonly [string, string])[] = [
  ['Kpow', 'env file, Helm values'],
  ['Kafbat UI', 'application.yml, env file'],
  ['AKHQ', 'application.yml'],
  ['Redpanda Console', 'config.yaml'],
  ['Conduktor', 'console YAML, ctl resources, env file'],
  ['kcctl', '.kcctl'],
  ['Landoop, Debezium UI', 'env file, env.js, config.json'],
  ['docker-compose', 'with Connect workers or one of these tools'],
  ['Connect worker', 'connect-distributed.properties'],
  ['A list of URLs', 'one in a line, with or without a name'],
  ['Sluiceway', 'exported clusters'],
];

/** The start: a field that reads what is pasted, and the formats that are understood. */
export function PasteField({ file }: { file: Import }) {
  const [text, setText] = useState('');
  // A pasted text may contain secrets, so it goes to Go and is never shown as it is.
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (pasted.trim() !== '') {
      event.preventDefault();
      file.open({ text: text + pasted, name: '' });
    }
  };
  return (
    <div className={styles.start}>
      <div className={styles.paste}>
        <TextArea
          mono
          data-autofocus
          rows={12}
          aria-label="Configuration of another tool"
          placeholder={
            'Paste a configuration here, or drop a file.\n\nCONNECT_REST_URL=https://connect.example:8083\n…'
          }
          value={text}
          onChange={setText}
          onPaste={onPaste}
        />
        <div className={styles.startActions}>
          <Button icon={IconFolderOpen} onClick={() => file.open('dialog')}>
            Open a file…
          </Button>
          {text.trim() !== '' && <Button onClick={() => file.open({ text, name: '' })}>Read this text</Button>}
          {file.opening && (
            <span className={styles.reading} role="status">
              <Spinner size={14} /> Reading
            </span>
          )}
        </div>
        {file.openingProblem !== null && <NotRead problem={file.openingProblem} />}
      </div>
      <section className={styles.formats} aria-label="Formats that are understood">
        <h3 className={styles.title}>Understood here</h3>
        <dl>
          {formats.map(([tool, files]) => (
            <div key={tool}>
              <dt>{tool}</dt>
              <dd>{files}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function NotRead({ problem }: { problem: Problem }) {
  return <ErrorBlock title="No cluster found" problem={problem} />;
}

/** The handlers of an element on which a file can be dropped. */
export function dropOn(file: Import) {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      const [dropped] = event.dataTransfer.files;
      const text = event.dataTransfer.getData('text');
      if (dropped !== undefined) {
        file.open({ file: dropped });
      } else if (text.trim() !== '') {
        file.open({ text, name: '' });
      }
    },
  };
}
