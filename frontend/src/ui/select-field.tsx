import { IconChevronDown } from '@tabler/icons-react';
import styles from './select-field.module.css';

/** A closed list: the system's own select, dressed. For free text with suggestions use ComboField. */
export function SelectField<V extends string>({
  label,
  value,
  onChange,
  options,
  width,
  id,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
  width?: number;
  id?: string;
}) {
  return (
    <span className={styles.box} style={width === undefined ? undefined : { width }}>
      <select
        id={id}
        aria-label={label}
        className={styles.select}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) {
            onChange(chosen.value);
          }
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} stroke={1.75} aria-hidden />
    </span>
  );
}
