import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useRef } from 'react';
import { IconButton } from './button';
import { Kbd } from './kbd';
import { useKeys } from './keys/keys-provider';
import { TextField } from './text-field';

/** The filter of a list or a form. `/` goes there; Esc empties it, and leaves it when it is empty. */
export function SearchBox({
  label,
  value,
  onChange,
  placeholder,
  filter = false,
  found,
  autoFocus = false,
  onDown,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  /** A funnel for a list that shrinks, a glass for a search. */
  filter?: boolean;
  /** "12 of 42", shown while something is typed. */
  found?: string;
  autoFocus?: boolean;
  /** Arrow down and Enter: to the first hit. */
  onDown?: () => void;
}) {
  const input: Ref<HTMLInputElement> = useRef<HTMLInputElement>(null);
  useKeys('On this screen', [{ combo: '/', label: 'find', quiet: true, run: () => input.current?.focus() }]);
  return (
    <TextField
      ref={input}
      aria-label={label}
      icon={filter ? IconFilter : IconSearch}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      autoFocus={autoFocus}
      style={{ minWidth: 0 }}
      onKeyDown={(event) => {
        // Enter and Esc of an input method belong to it.
        if (event.nativeEvent.isComposing) {
          return;
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          if (value === '') {
            event.currentTarget.blur();
          } else {
            onChange('');
          }
        } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && onDown !== undefined) {
          event.preventDefault();
          event.currentTarget.blur();
          onDown();
        }
      }}
      right={
        value === '' ? (
          <Kbd combo="/" />
        ) : (
          <>
            {found !== undefined && <span style={{ whiteSpace: 'nowrap' }}>{found}</span>}
            <IconButton icon={IconX} label="Clear" size="xs" onClick={() => onChange('')} />
          </>
        )
      }
    />
  );
}
