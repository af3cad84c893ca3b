import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button';
import styles from './combo-field.module.css';
import { ranked } from './rank';
import { TextField, type TextFieldProps } from './text-field';

export interface ComboFieldProps extends Omit<TextFieldProps, 'right' | 'ref'> {
  /** Recommended values; any other text is possible, too. */
  options: readonly string[];
  /** A grey note beside an option. */
  notes?: Readonly<Record<string, string>>;
  /** "2 recommended" */
  summary?: string;
  /** Only the options are taken: other text filters the list and is dropped when the field loses the focus. */
  closed?: boolean;
}

/**
 * A text field with a list of recommended values. Typing filters the list, best match first and highlighted; arrows
 * move, Enter chooses, Esc closes. Any other text stays as it was typed. The list is rendered only while it is open.
 */
export function ComboField({
  options,
  notes = {},
  summary,
  closed = false,
  value: chosen,
  onChange,
  ...rest
}: ComboFieldProps) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  // An earlier choice does not filter the list.
  const [narrow, setNarrow] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? chosen;
  const shown = open ? ranked(options, narrow ? value : '') : [];
  const visible = open && shown.length > 0;

  const show = (narrowed: boolean, index: number) => {
    setOpen(true);
    setNarrow(narrowed);
    setAt(index);
  };
  const take = (option: string) => {
    setOpen(false);
    setTyped(null);
    onChange(option);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    rest.onKeyDown?.(event);
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (visible) {
        setAt((at + step + shown.length) % shown.length);
      } else {
        show(false, Math.max(ranked(options, '').indexOf(value), 0));
      }
    } else if (visible && event.key === 'Enter' && shown[at] !== undefined) {
      event.preventDefault();
      take(shown[at]);
    } else if (visible && event.key === 'Escape') {
      event.preventDefault(); // close the list, not the page
      setOpen(false);
    }
  };

  return (
    <span className={styles.combo} style={rest.width === undefined ? undefined : { width: rest.width }}>
      <TextField
        {...rest}
        ref={input}
        role="combobox"
        aria-expanded={visible}
        aria-controls={visible ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={visible ? `${list}-${String(at)}` : undefined}
        value={value}
        onChange={(text) => {
          const taken = !closed || text === '' || options.includes(text);
          setTyped(taken ? null : text);
          if (taken) {
            onChange(text);
          }
          show(true, 0);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          setOpen(false);
          setTyped(null);
          rest.onBlur?.(event);
        }}
        right={
          <>
            {summary !== undefined && <span className={styles.summary}>{summary}</span>}
            <IconButton
              icon={IconChevronDown}
              label={closed ? 'Show the values' : 'Show recommended values'}
              size="xs"
              tabIndex={-1}
              // The focus stays in the text field: the list closes when the field loses it.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                input.current?.focus();
                if (visible) {
                  setOpen(false);
                } else {
                  show(false, Math.max(options.indexOf(value), 0));
                }
              }}
            />
          </>
        }
      />
      {visible && <Options id={list} options={shown} notes={notes} at={at} onTake={take} />}
    </span>
  );
}

function Options({
  id,
  options,
  notes,
  at,
  onTake,
}: {
  id: string;
  options: readonly string[];
  notes: Readonly<Record<string, string>>;
  at: number;
  onTake: (option: string) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <Popover
      opened
      position="bottom-start"
      width="target"
      offset={4}
      shadow="none"
      hideDetached={false}
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={styles.anchor} />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <div ref={list} id={id} role="listbox" aria-label="Recommended values" className={styles.options}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above hears the keys
            <div
              key={option}
              id={`${id}-${String(index)}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(option)}
            >
              {option === '' ? <i>empty</i> : option}{' '}
              {notes[option] !== undefined && <span className={styles.note}>{notes[option]}</span>}
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
