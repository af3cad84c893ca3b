import { IconKey } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { Login } from '../../bridge/dto';
import { FieldRow } from '../../ui/field-row';
import { Segmented } from '../../ui/segmented';
import { TextField } from '../../ui/text-field';
import { type FieldProps, firstOf } from './field-props';
import { PairLines } from './pair-lines';
import styles from './profiles.module.css';
import { SecretInput } from './secret-input';
import sections from './sections.module.css';
import { secretState } from './stored-secrets';

const choices: readonly { value: Login; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'Basic' },
  { value: 'session', label: 'User' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'oauth', label: 'OAuth 2' },
];

type Props = FieldProps & {
  /** Starts at the user name instead of the address. */
  atLogin: boolean;
  userRef: Ref<HTMLInputElement>;
};

export function LoginFields(props: Props) {
  const { draft, logins, label, onChange } = props;
  const segments = choices
    .filter(({ value }) => logins.includes(value))
    .map((choice) => ({ ...choice, label: label(choice.value, choice.label) }));
  return (
    <>
      <FieldRow label={label('login', 'Login')}>
        {segments.length > 1 && (
          <Segmented label="Login" value={draft.login} onChange={(login) => onChange({ login })} segments={segments} />
        )}
        {draft.login === 'oauth' && <span className={styles.fact}>client credentials</span>}
        {(draft.login === 'basic' || draft.login === 'session') && <Basic {...props} />}
        {draft.login === 'bearer' && <Bearer {...props} />}
      </FieldRow>
      {draft.login === 'oauth' && <OAuthRows {...props} />}
    </>
  );
}

function Basic({ userRef, atLogin, ...props }: Props) {
  const { draft, errors, label, onChange } = props;
  const user = label(`${draft.login}.username`, 'User name');
  const password = label(`${draft.login}.password`, 'Password');
  return (
    <>
      <span className={styles.login}>
        <TextField
          ref={userRef}
          data-autofocus={atLogin || undefined}
          aria-label={user}
          placeholder={lowered(user)}
          value={draft.username}
          invalid={errors['username'] !== undefined}
          onChange={(username) => onChange({ username })}
        />
        <SecretInput {...props} secret="password" label={password} placeholder={lowered(password)} />
      </span>
      <SecretNote {...props} secret="password" what={password} also={errors['username']} />
    </>
  );
}

function Bearer({ userRef, ...props }: Props) {
  return (
    <>
      <span className={sections.wide}>
        <SecretInput {...props} secret="token" label="Token" placeholder="token" ref={userRef} />
      </span>
      <SecretNote {...props} secret="token" what="Token" />
    </>
  );
}

function OAuthRows({ userRef, ...props }: Props) {
  const { draft, errors, onChange } = props;
  const { oauth } = draft;
  const set = (part: Partial<typeof oauth>) => onChange({ oauth: { ...oauth, ...part } });
  return (
    <>
      <FieldRow label="Token URL" htmlFor="oauth-url" error={errors['oauth.tokenUrl']}>
        <TextField
          id="oauth-url"
          mono
          ref={userRef}
          placeholder="https://login.example.com/oauth2/token"
          value={oauth.tokenUrl}
          invalid={errors['oauth.tokenUrl'] !== undefined}
          onChange={(tokenUrl) => set({ tokenUrl })}
        />
      </FieldRow>
      <FieldRow label="Client" error={errors['oauth.clientId']}>
        <span className={styles.login}>
          <TextField
            aria-label="Client id"
            placeholder="client id"
            value={oauth.clientId}
            invalid={errors['oauth.clientId'] !== undefined}
            onChange={(clientId) => set({ clientId })}
          />
          <SecretInput {...props} secret="client_secret" label="Client secret" placeholder="client secret" />
        </span>
        <SecretNote {...props} secret="client_secret" what="Secret" more=" Tokens stay in memory." />
      </FieldRow>
      <FieldRow label="Scopes" htmlFor="oauth-scopes" error={firstOf(errors, 'oauth.scopes')}>
        <TextField
          id="oauth-scopes"
          mono
          right="optional"
          value={oauth.scopes}
          invalid={errors['oauth.scopes'] !== undefined}
          onChange={(scopes) => set({ scopes })}
        />
      </FieldRow>
      <FieldRow label="Audience" htmlFor="oauth-audience" error={errors['oauth.audience']}>
        <TextField
          id="oauth-audience"
          mono
          right="optional"
          value={oauth.audience}
          invalid={errors['oauth.audience'] !== undefined}
          onChange={(audience) => set({ audience })}
        />
      </FieldRow>
      <FieldRow label="Parameters">
        <PairLines
          what="parameter"
          field="oauth.params"
          lines={oauth.params}
          errors={errors}
          onChange={(params) => set({ params: [...params] })}
        />
      </FieldRow>
    </>
  );
}

/** As a placeholder: "API key" stays as it is. */
function lowered(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Where the secret goes, or why it is asked for again. */
function SecretNote({
  draft,
  errors,
  secret,
  what,
  also,
  more = '',
}: Pick<FieldProps, 'draft' | 'errors'> & { secret: string; what: string; also?: string | undefined; more?: string }) {
  const error = also ?? errors[`secrets.${secret}`];
  if (error !== undefined) {
    return (
      <span className={styles.fieldError} role="alert">
        {error}
      </span>
    );
  }
  return (
    <span className={styles.note}>
      <IconKey size={14} stroke={1.75} aria-hidden />
      {noteOf(secretState(draft, secret), what)}
      {more}
    </span>
  );
}

function noteOf(state: ReturnType<typeof secretState>, what: string): string {
  switch (state) {
    case 'again':
      return `${what}: the address has changed, so enter it again. The stored one is not sent there.`;
    case 'stored':
      return `${what}: stored. It does not change unless you type another one.`;
    case 'session':
      return `${what}: in memory until the app closes, because there is no system keyring.`;
    default:
      return `${what}: it goes to the system keyring.`;
  }
}
