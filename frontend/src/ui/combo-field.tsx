import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { IconButton } from './button';
import styles from './combo-field.module.css';
import { TextField, type TextFieldProps } from './text-field';

export interface ComboFieldProps extends Omit<TextFieldProps, 'right'> {
  /** What is recommended; any other text stays possible. */
  options: readonly string[];
  /** "2 recommended" */
  summary?: string;
}

/** A text with recommended values behind a caret. Arrow down opens them; typing narrows them, and is never changed. */
export function ComboField({ options, summary, value, onChange, ...rest }: ComboFieldProps) {
  const combo = useCombobox({ onDropdownClose: () => combo.resetSelectedOption() });
  const typed = value.toLowerCase();
  const exact = options.includes(value);
  const shown = exact || typed === '' ? options : options.filter((option) => option.toLowerCase().includes(typed));
  return (
    <Combobox
      store={combo}
      hideDetached={false}
      onOptionSubmit={(option) => {
        onChange(option);
        combo.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextField
          {...rest}
          value={value}
          onChange={(text) => {
            onChange(text);
            combo.openDropdown();
          }}
          right={
            <>
              {summary !== undefined && <span className={styles.summary}>{summary}</span>}
              <IconButton
                icon={IconChevronDown}
                label="Show recommended values"
                size="xs"
                tabIndex={-1}
                onClick={() => combo.toggleDropdown()}
              />
            </>
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={shown.length === 0}>
        <Combobox.Options className={styles.options}>
          {shown.map((option) => (
            <Combobox.Option key={option} value={option} className={styles.option} active={option === value}>
              {option === '' ? <i>empty</i> : option}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
