import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from './button';
import { TextField, type TextFieldProps } from './text-field';

/**
 * A secret: dots and an eye. `hidden` means that one is stored which this page does not have: dots stand for it, typing
 * replaces it, and the eye asks for it (onReveal) and gets it into `value`.
 */
export function SecretField({
  hidden = false,
  onReveal,
  value,
  placeholder,
  ...rest
}: Omit<TextFieldProps, 'right' | 'type'> & { hidden?: boolean; onReveal?: () => void }) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      mono
      type={shown ? 'text' : 'password'}
      autoComplete="new-password"
      data-secret
      value={value}
      placeholder={hidden ? '••••••••••••' : (placeholder ?? '')}
      right={
        <IconButton
          icon={shown ? IconEyeOff : IconEye}
          label={shown ? 'Hide' : 'Show'}
          aria-pressed={shown}
          size="xs"
          onClick={() => {
            if (!shown && hidden && value === '') {
              onReveal?.();
            }
            setShown(!shown);
          }}
        />
      }
    />
  );
}
