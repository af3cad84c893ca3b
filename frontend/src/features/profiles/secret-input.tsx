import type { Ref } from 'react';
import { SecretField } from '../../ui/secret-field';
import type { FieldProps } from './field-props';
import { secretState } from './stored-secrets';

/** A secret of the profile: dots for a stored one, which typing replaces. */
export function SecretInput({
  secret,
  label,
  placeholder = '',
  ref,
  draft,
  errors,
  onChange,
}: Pick<FieldProps, 'draft' | 'errors' | 'onChange'> & {
  /** Its key in the profile. */
  secret: string;
  label: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}) {
  return (
    <SecretField
      {...(ref === undefined ? {} : { ref })}
      aria-label={label}
      placeholder={placeholder}
      hidden={['stored', 'session'].includes(secretState(draft, secret))}
      invalid={errors[`secrets.${secret}`] !== undefined}
      value={draft.entered[secret] ?? ''}
      onChange={(text) => onChange({ entered: { ...draft.entered, [secret]: text } })}
    />
  );
}
