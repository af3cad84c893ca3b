import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldValue, FieldView } from '../../../bridge/dto';
import { keyOf } from '../../../shell/commands';
import { IconButton } from '../../../ui/button';
import { useCopy } from '../../../ui/copy-button';
import { MenuAt } from '../../../ui/menu';
import type { FormSession } from '../session/form-session';
import { isEmptyText } from './controls/control-props';
import styles from './fields.module.css';

/** What can be done with a setting besides typing. The menu itself is in the page only while it is open. */
export function FieldMenu({
  session,
  field,
  value,
}: {
  session: FormSession;
  field: FieldView;
  value: FieldValue | undefined;
}) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const copy = useCopy();
  const { key } = field;
  const set = value?.set === true;
  return (
    <>
      <IconButton
        icon={IconDots}
        label={`More about ${key}`}
        combo={keyOf('Form', 'fieldMenu')}
        size="xs"
        tabIndex={-1}
        data-menu
        data-open={at !== null || undefined}
        aria-haspopup="menu"
        className={styles.more}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom });
        }}
      />
      <MenuAt
        at={at}
        onClose={() => setAt(null)}
        items={[
          {
            id: 'reset',
            label: field.hasDefault ? 'Reset to the default' : 'Unset',
            ...(field.fixed ? { reason: 'cannot be changed here' } : set ? {} : { reason: 'not set' }),
            run: () => session.reset(key),
          },
          {
            id: 'empty',
            label: 'Set to empty',
            explain: 'Sends an empty text, which is not the same as leaving the setting out.',
            ...(field.fixed ? { reason: 'cannot be changed here' } : isEmptyText(value) ? { reason: 'is empty' } : {}),
            run: () => session.set(key, ''),
          },
          { id: 'copy', label: 'Copy the key', divided: true, run: () => void copy(key).catch(() => undefined) },
        ]}
      />
    </>
  );
}
