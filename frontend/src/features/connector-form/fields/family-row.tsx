import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormFamily } from '../../../bridge/dto';
import { useUiState } from '../../../shell/ui-state';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './fields.module.css';

const fewKeys = 6;

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
        <FamilyOrigin family={family} onJump={onJump} />
        <span className={styles.headingMore}>{count} set</span>
      </p>
      <FamilyKeys family={family} onAdd={add} />
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

/** Where it is known from: the words of a setting, or other connectors of the class. */
function FamilyOrigin({ family, onJump }: { family: FormFamily; onJump: (key: string) => void }) {
  if (family.named === '') {
    return <span className={styles.headingNote}>set by other connectors of this class, in no definition</span>;
  }
  return (
    <span className={styles.headingNote}>
      named in the description of{' '}
      <Button variant="link" onClick={() => onJump(family.named)}>
        <code>{family.named}</code>
      </Button>
      , in no definition
    </span>
  );
}

/** The keys that other connectors of the class set, to add by one press. */
function FamilyKeys({ family, onAdd }: { family: FormFamily; onAdd: (key: string) => void }) {
  const [all, setAll] = useState(false);
  if (family.keys.length === 0) {
    return null;
  }
  const shown = all ? family.keys : family.keys.slice(0, fewKeys);
  return (
    <ul className={styles.familyKeys} aria-label={`Keys of ${family.prefix} that other connectors set`}>
      {shown.map(({ key, from }) => (
        <li key={key}>
          <Button variant="link" aria-label={`Add ${key}`} onClick={() => onAdd(key)}>
            <code>{key}</code>
          </Button>{' '}
          <span className={styles.headingNote}>set by {from}</span>
        </li>
      ))}
      {shown.length < family.keys.length && (
        <li>
          <Button variant="link" onClick={() => setAll(true)}>
            Show all {family.keys.length}
          </Button>
        </li>
      )}
    </ul>
  );
}
