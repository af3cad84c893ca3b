import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useRef } from 'react';
import { IconButton } from './button';
import { Kbd } from './kbd';
import { usePlace } from './keys/commands';
import { kitCommands, kitKey } from './keys/kit-commands';
import { TextField } from './text-field';

/** The filter of a list or a form. `/` focuses it; Esc clears it, and leaves it if it is empty. */
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
  /** A funnel for a filter, a magnifying glass for a search. */
  filter?: boolean;
  /** "12 of 42", shown while something is typed. */
  found?: string;
  autoFocus?: boolean;
  /** Arrow down and Enter: to the first hit. */
  onDown?: () => void;
}) {
  const input: Ref<HTMLInputElement> = useRef<HTMLInputElement>(null);
  usePlace('Search', kitCommands.Search, { find: () => input.current?.focus() }, 'On this screen');
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
        // The input method handles Enter and Esc while composing.
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
          <Kbd combo={kitKey('Search', 'find')} />
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
