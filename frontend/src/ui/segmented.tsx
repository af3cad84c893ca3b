import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

export interface Segment<V extends string> {
  value: V;
  label: ReactNode;
}

/** A choice between a few options, flat and bordered. Built from radio buttons: arrows move, Tab leaves. */
export function Segmented<V extends string>({
  label,
  value,
  onChange,
  segments,
  size = 'md',
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  segments: readonly Segment<V>[];
  size?: 'md' | 'sm';
}) {
  const name = useId();
  return (
    <div className={styles.group} role="radiogroup" aria-label={label} data-size={size}>
      {segments.map((segment) => (
        <label key={segment.value} className={styles.segment}>
          <input
            className={styles.input}
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span className={styles.label}>{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
