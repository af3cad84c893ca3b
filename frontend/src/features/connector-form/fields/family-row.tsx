import { IconPlus } from '@tabler/icons-react';
import type { FormFamily } from '../../../bridge/dto';
import { useUiState } from '../../../shell/ui-state';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './fields.module.css';

/** Keys that begin alike and that no definition names one by one: typed by what follows. */
export function FamilyRow({
  session,
  family,
  onJump,
}: {
  session: FormSession;
  family: FormFamily;
  onJump: (key: string) => void;
}) {
  const { prefix } = family;
  const [rest, setRest] = useUiState(`form.${session.draft}.family.${prefix}`, '');
  const setKeys = useForm(session, (form) => form.setKeys);
  const count = [...setKeys].filter((key) => key.startsWith(prefix)).length;
  const add = (key: string) => {
    setRest('');
    if (!session.isSet(key)) {
      session.set(key, '');
    }
    onJump(key);
  };
  const typed = rest.trim().startsWith(prefix) ? rest.trim() : prefix + rest.trim();
  return (
    <section className={styles.family} aria-label={`Keys that begin with ${prefix}`}>
      <p className={styles.familyHead}>
        <code className={styles.sectionTitle}>{prefix}</code>
        <span className={styles.headingNote}>named in the documentation, in no definition</span>
        <span className={styles.headingMore}>{count} set</span>
      </p>
      <div className={styles.familyAdd}>
        <TextField
          mono
          aria-label={`Key after ${prefix}`}
          placeholder="the rest of the key"
          value={rest}
          onChange={setRest}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing && rest.trim() !== '') {
              event.preventDefault();
              add(typed);
            }
          }}
        />
        <Button icon={IconPlus} disabled={rest.trim() === ''} onClick={() => add(typed)}>
          Add key
        </Button>
      </div>
    </section>
  );
}
