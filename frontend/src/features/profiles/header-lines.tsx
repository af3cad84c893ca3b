import { IconPlus, IconX } from '@tabler/icons-react';
import type { ProfileHeader as Header } from '../../bridge/dto';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { FieldError } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import { type FieldProps, firstOf } from './field-props';
import { SecretInput } from './secret-input';
import styles from './sections.module.css';

/** The headers that are sent with every request, each value plain or secret. */
export function HeaderLines(props: FieldProps) {
  const { draft, errors, onChange } = props;
  const { headers, entered } = draft;
  const set = (at: number, part: Partial<Header>) => {
    const before = headers[at];
    if (before === undefined) {
      return;
    }
    const next = changed(before, part, entered);
    onChange({ headers: headers.map((one, index) => (index === at ? next.header : one)), entered: next.entered });
  };
  return (
    <span className={styles.lines}>
      {headers.map((header, index) => {
        const at = `headers.${index}`;
        const error = firstOf(errors, `${at}.name`, `${at}.value`, `secrets.header:${header.name}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header is known by its place while its name is typed
          <span key={index} className={styles.lines}>
            <span className={styles.line}>
              <TextField
                mono
                aria-label={`Name of header ${index + 1}`}
                placeholder="X-Tenant"
                value={header.name}
                invalid={errors[`${at}.name`] !== undefined}
                onChange={(name) => set(index, { name })}
              />
              {header.secret ? (
                <SecretInput
                  {...props}
                  secret={`header:${header.name}`}
                  label={`Value of header ${index + 1}`}
                  placeholder="value"
                />
              ) : (
                <TextField
                  mono
                  aria-label={`Value of header ${index + 1}`}
                  placeholder="value"
                  value={header.value}
                  invalid={errors[`${at}.value`] !== undefined}
                  onChange={(value) => set(index, { value })}
                />
              )}
              <Checkbox checked={header.secret} onChange={(secret) => set(index, { secret })}>
                secret
              </Checkbox>
              <IconButton
                icon={IconX}
                size="xs"
                label={`Remove header ${index + 1}`}
                onClick={() => onChange({ headers: headers.filter((_, one) => one !== index) })}
              />
            </span>
            {error !== undefined && <FieldError>{error}</FieldError>}
          </span>
        );
      })}
      <span>
        <Button
          variant="link"
          icon={IconPlus}
          onClick={() => onChange({ headers: [...headers, { name: '', value: '', secret: false }] })}
        >
          Add a header
        </Button>
      </span>
    </span>
  );
}

/**
 * A header after a change. A secret value is among the secrets, under the name of its header: it moves along with the
 * name, and a value that becomes secret, or plain, changes its place.
 */
function changed(before: Header, part: Partial<Header>, entered: Readonly<Record<string, string>>) {
  const { [`header:${before.name}`]: typed, ...others } = entered;
  const value = before.secret ? typed : before.value;
  const after = { ...before, ...part };
  if (!after.secret) {
    return { header: { ...after, value: part.value ?? value ?? '' }, entered: others };
  }
  return {
    header: { ...after, value: '' },
    entered: value === undefined || value === '' ? others : { ...others, [`header:${after.name}`]: value },
  };
}

export function headerSummary(headers: readonly Header[]): string {
  const names = headers.map(({ name }) => name.trim()).filter((name) => name !== '');
  return names.length === 0 ? 'none' : `${names.length}: ${names.join(', ')}`;
}
