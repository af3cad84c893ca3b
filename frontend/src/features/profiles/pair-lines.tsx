import { IconPlus, IconX } from '@tabler/icons-react';
import { Button, IconButton } from '../../ui/button';
import { FieldError } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import type { FieldErrors } from './profile-check';
import styles from './sections.module.css';

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Names with values, one a line. */
export function PairLines({
  what,
  field,
  lines,
  errors,
  onChange,
}: {
  what: string;
  /** The name of the list in errors: `oauth.params`. */
  field: string;
  lines: readonly Pair[];
  errors: FieldErrors;
  onChange: (lines: readonly Pair[]) => void;
}) {
  const set = (at: number, part: Partial<Pair>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <span className={styles.lines}>
      {lines.map((line, index) => {
        const error = errors[`${field}.${index}.name`] ?? errors[`${field}.${index}.value`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place only
          <span key={index} className={styles.lines}>
            <span className={styles.line}>
              <TextField
                mono
                aria-label={`Name of ${what} ${index + 1}`}
                placeholder="name"
                value={line.name}
                invalid={error !== undefined}
                onChange={(name) => set(index, { name })}
              />
              <TextField
                mono
                aria-label={`Value of ${what} ${index + 1}`}
                placeholder="value"
                value={line.value}
                onChange={(value) => set(index, { value })}
              />
              <IconButton
                icon={IconX}
                size="xs"
                label={`Remove ${what} ${index + 1}`}
                onClick={() => onChange(lines.filter((_, at) => at !== index))}
              />
            </span>
            {error !== undefined && <FieldError>{error}</FieldError>}
          </span>
        );
      })}
      <span>
        <Button variant="link" icon={IconPlus} onClick={() => onChange([...lines, { name: '', value: '' }])}>
          Add a {what}
        </Button>
      </span>
    </span>
  );
}
