import { useId } from 'react';
import { FieldRow } from '../../ui/field-row';
import { EnvTag } from '../../ui/tag';
import { TextField } from '../../ui/text-field';
import type { EnvironmentChoice, ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';

const choices: readonly EnvironmentChoice[] = ['dev', 'staging', 'production', 'custom'];
const colors = ['grey', 'teal', 'green', 'amber', 'blue', 'violet', 'brown', 'olive'];

/** dev, staging, production, or a word of one's own in one of eight colours. */
export function EnvironmentField({
  draft,
  onChange,
  error,
}: {
  draft: ProfileDraft;
  onChange: (change: Partial<ProfileDraft>) => void;
  error: string | undefined;
}) {
  const name = useId();
  const custom = draft.environment === 'custom';
  const word = draft.word.trim();
  return (
    <FieldRow
      label="Environment"
      error={error}
      {...(draft.environment === 'production'
        ? { hint: 'Every change asks first, and a delete asks for the name.' }
        : {})}
    >
      <fieldset className={styles.environments} aria-label="Environment">
        {choices.map((choice) => (
          <label key={choice} className={styles.environment}>
            <input
              type="radio"
              name={name}
              className="sl-hidden"
              checked={draft.environment === choice}
              onChange={() => onChange({ environment: choice })}
            />
            {choice !== 'custom' ? (
              <EnvTag environment={choice} />
            ) : custom && word !== '' ? (
              <EnvTag environment={word} color={draft.color} />
            ) : (
              'custom…'
            )}
          </label>
        ))}
      </fieldset>
      {custom && (
        <>
          <TextField
            aria-label="Name of the environment"
            width={140}
            maxLength={40}
            value={draft.word}
            invalid={error !== undefined}
            placeholder="integration"
            onChange={(word) => onChange({ word })}
          />
          <fieldset className={styles.colors} aria-label="Colour">
            {colors.map((color, index) => (
              <label key={color} className={styles.color} title={color}>
                <input
                  type="radio"
                  name={`${name}-color`}
                  className="sl-hidden"
                  aria-label={color}
                  checked={draft.color === index}
                  onChange={() => onChange({ color: index })}
                />
                <span
                  aria-hidden
                  style={{ background: `var(--sl-env-${index}-soft)`, color: `var(--sl-env-${index})` }}
                >
                  a
                </span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </FieldRow>
  );
}
