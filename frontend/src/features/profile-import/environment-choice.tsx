import { useId, useState } from 'react';
import { EnvTag } from '../../ui/tag';
import { TextField } from '../../ui/text-field';
import styles from './import.module.css';

export const environments = ['dev', 'staging', 'production'] as const;

/** The environment of all clusters; none is chosen at first, because it decides how careful the app is. */
export function EnvironmentChoice({
  value,
  asked,
  note,
  onChange,
}: {
  value: string;
  /** Add was pressed without a choice. */
  asked: boolean;
  note: string;
  onChange: (value: string) => void;
}) {
  const name = useId();
  const [custom, setCustom] = useState(false);
  return (
    <fieldset className={styles.environments} aria-label="Environment" data-asked={asked || undefined}>
      {environments.map((choice) => (
        <label key={choice} className={styles.environment}>
          <input
            type="radio"
            name={name}
            className="sl-hidden"
            checked={!custom && value === choice}
            onChange={() => {
              setCustom(false);
              onChange(choice);
            }}
          />
          <EnvTag environment={choice} />
        </label>
      ))}
      <label className={styles.environment}>
        <input
          type="radio"
          name={name}
          className="sl-hidden"
          checked={custom}
          onChange={() => {
            setCustom(true);
            onChange('');
          }}
        />
        custom…
      </label>
      {custom && (
        <TextField
          aria-label="Name of the environment"
          width={120}
          maxLength={40}
          autoFocus
          value={value}
          placeholder="integration"
          onChange={onChange}
        />
      )}
      <span className={styles.environmentNote} role="status">
        {asked && value.trim() === '' ? 'Choose one, then press Add again.' : note}
      </span>
    </fieldset>
  );
}
