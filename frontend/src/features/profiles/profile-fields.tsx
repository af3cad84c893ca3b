import { IconInfoCircle, IconKey } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { ProfileField as KindField, Login } from '../../bridge/dto';
import { readSetting } from '../../lib/durations';
import { FieldRow, FieldRows } from '../../ui/field-row';
import { SecretField } from '../../ui/secret-field';
import { Segmented } from '../../ui/segmented';
import { TextField } from '../../ui/text-field';
import { EnvironmentField } from './environment-field';
import { type FieldErrors, hostOf, needsPasswordAgain, type ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';
import { GroupRow, SafetyRow, TrustRow } from './trust-fields';

export interface ProfileFieldsProps {
  draft: ProfileDraft;
  /** Whether this kind of cluster has a field. */
  has: (field: KindField) => boolean;
  /** The ways to log in that this kind of cluster has. */
  logins: readonly Login[];
  errors: FieldErrors;
  /** What was put right in the address. */
  notes: readonly string[];
  /** Starts at the user name instead of the address. */
  atLogin: boolean;
  onChange: (change: Partial<ProfileDraft>) => void;
  /** The address is complete: pasted, or left. */
  onAddress: (text: string) => void;
  onPickCa: () => void;
  userRef: Ref<HTMLInputElement>;
}

/** The left of the cluster dialog. */
export function ProfileFields(props: ProfileFieldsProps) {
  const { draft, errors, has, onChange } = props;
  return (
    <div className={styles.fields}>
      <FieldRows labelWidth={112}>
        <FieldRow label="Name" htmlFor="cluster-name" error={errors.name}>
          <TextField
            id="cluster-name"
            value={draft.name}
            invalid={errors.name !== undefined}
            placeholder={hostOf(draft.url)}
            onChange={(name) => onChange({ name })}
          />
        </FieldRow>
        {has('url') && <Address {...props} />}
        <EnvironmentField draft={draft} onChange={onChange} error={errors.environment} />
        <hr className={styles.rule} />
        {has('login') && <LoginRow {...props} />}
        {has('trust') && <TrustRow {...props} />}
        {has('time_limit') && <TimeLimitRow {...props} />}
        <SafetyRow {...props} />
        {has('group') && <GroupRow {...props} />}
      </FieldRows>
    </div>
  );
}

function TimeLimitRow({ draft, errors, onChange }: ProfileFieldsProps) {
  return (
    <FieldRow
      label="Time limit"
      htmlFor="cluster-limit"
      error={errors.timeLimit}
      hint="For reads. Validate and changes have 100 s."
    >
      <TextField
        id="cluster-limit"
        mono
        width={128}
        inputMode="numeric"
        value={draft.timeLimit}
        invalid={errors.timeLimit !== undefined}
        onChange={(timeLimit) => onChange({ timeLimit })}
      />
      <span className={styles.fact}>ms{reading(draft.timeLimit)}</span>
    </FieldRow>
  );
}

function reading(limit: string): string {
  const words = readSetting(limit, 'ms');
  return words === '' ? '' : `, ${words}`;
}

function Address({ draft, errors, notes, atLogin, onChange, onAddress }: ProfileFieldsProps) {
  return (
    <FieldRow label="Worker URL" htmlFor="cluster-url" error={errors.url}>
      <TextField
        id="cluster-url"
        mono
        data-autofocus={!atLogin || undefined}
        value={draft.url}
        invalid={errors.url !== undefined}
        placeholder="localhost:8083"
        onChange={(url) => onChange({ url })}
        onBlur={(event) => onAddress(event.currentTarget.value)}
        onPaste={(event) => {
          const field = event.currentTarget;
          // After the paste is in the field.
          setTimeout(() => onAddress(field.value));
        }}
      />
      {notes.map((note) => (
        <span key={note} className={styles.note}>
          <IconInfoCircle size={14} stroke={1.75} aria-hidden /> {note}
        </span>
      ))}
    </FieldRow>
  );
}

const loginChoices = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'Basic' },
] as const;

function passwordNote(stored: boolean, again: boolean, session: boolean): string {
  if (again) {
    return 'The address has changed: enter the password again. The stored one is not sent there.';
  }
  if (stored && session) {
    return 'The password is in memory until the app closes.';
  }
  return stored
    ? 'A password is stored. It does not change unless you type another one.'
    : 'The password goes to the system keyring';
}

function LoginRow({ draft, logins, errors, atLogin, onChange, userRef }: ProfileFieldsProps) {
  const again = needsPasswordAgain(draft);
  const stored = draft.hasPassword && !draft.passwordTouched && !again;
  return (
    <FieldRow label="Login" error={errors.username ?? errors.password}>
      <Segmented
        label="Login"
        value={draft.login}
        onChange={(login) => onChange({ login })}
        segments={loginChoices.filter(({ value }) => logins.includes(value))}
      />
      {draft.login === 'basic' && (
        <>
          <span className={styles.login}>
            <TextField
              ref={userRef}
              data-autofocus={atLogin || undefined}
              aria-label="User name"
              placeholder="user name"
              value={draft.username}
              invalid={errors.username !== undefined}
              onChange={(username) => onChange({ username })}
            />
            <SecretField
              aria-label="Password"
              placeholder="password"
              hidden={stored}
              invalid={errors.password !== undefined}
              value={draft.password}
              onChange={(password) => onChange({ password, passwordTouched: true })}
            />
          </span>
          <span className={styles.note}>
            <IconKey size={14} stroke={1.75} aria-hidden />
            {passwordNote(stored, again, draft.stored?.secrets.some((one) => one.sessionOnly) ?? false)}
          </span>
        </>
      )}
    </FieldRow>
  );
}
