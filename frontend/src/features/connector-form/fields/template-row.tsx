import { IconPlus } from '@tabler/icons-react';
import type { FormTemplate } from '../../../bridge/dto';
import { useUiState } from '../../../shell/ui-state';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import type { FormSession } from '../session/form-session';
import styles from './fields.module.css';

const nothing: readonly string[] = [];

/** A name with gaps: the gaps are asked for, and the button shows the key that it adds. */
export function TemplateRow({
  session,
  template,
  onJump,
}: {
  session: FormSession;
  template: FormTemplate;
  onJump: (key: string) => void;
}) {
  const [filled, setFilled] = useUiState(`form.${session.draft}.template.${template.name}`, nothing);
  const text = (at: number) => filled[at] ?? '';
  const label = (at: number) => template.parts[at]?.label || 'part';
  const key = template.parts.map((part, at) => (part.gap ? text(at).trim() : part.text)).join('');
  const fits = template.parts.every(
    (part, at) => !part.gap || (part.number ? /^\d+$/.test(text(at).trim()) : text(at).trim() !== ''),
  );
  const add = () => {
    if (!fits) {
      return;
    }
    setFilled(nothing);
    if (!session.isSet(key)) {
      session.set(key, '');
    }
    onJump(key);
  };
  return (
    <section className={styles.template} aria-label={`Add a key of the form ${template.name}`}>
      <p className={styles.name}>
        <code className={styles.key}>
          {template.parts.map((part, at) =>
            part.gap ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              <span key={at} className={styles.gap}>
                &lt;{label(at)}&gt;
              </span>
            ) : (
              part.text
            ),
          )}
        </code>{' '}
        <span className={styles.title}>{template.title}</span>
      </p>
      <div className={styles.familyAdd}>
        {template.parts.map((part, at) =>
          part.gap ? (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              key={at}
              mono
              aria-label={`${label(at)} of ${template.name}`}
              placeholder={label(at)}
              inputMode={part.number ? 'numeric' : 'text'}
              value={text(at)}
              onChange={(next) => setFilled(template.parts.map((_, other) => (other === at ? next : text(other))))}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  add();
                }
              }}
            />
          ) : null,
        )}
        <Button icon={IconPlus} disabled={!fits} onClick={add}>
          Add {fits ? <code>{key}</code> : 'key'}
        </Button>
      </div>
    </section>
  );
}
