import type {
  ProfileHeader as Header,
  Login,
  ProfileOAuth as OAuth,
  ParsedURL,
  ProfilePermissions as Permissions,
  ProfileInput,
  ProfileProxy,
  ProfileView,
} from '../../bridge/dto';

export type EnvironmentChoice = 'dev' | 'staging' | 'production' | 'custom';

/**
 * A profile while it is typed: texts stay texts, so that bad input stays there to be corrected. What has no comment is
 * as in ProfileView.
 */
export interface ProfileDraft {
  readonly id: string;
  /** What runs the connectors; empty: the usual kind. */
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly moreUrls: readonly string[];
  readonly adminUrl: string;
  readonly scope: string;
  readonly account: string;
  readonly environment: EnvironmentChoice;
  /** The own word of a custom environment. */
  readonly word: string;
  readonly color: number;
  readonly login: Login;
  readonly username: string;
  /** Scopes are separated by spaces. */
  readonly oauth: Readonly<Omit<OAuth, 'scopes'>> & { readonly scopes: string };
  readonly headers: readonly Header[];
  readonly caFile: string;
  readonly serverName: string;
  readonly pin: string;
  readonly skipVerify: boolean;
  readonly certificate: { readonly file: string; readonly keyFile: string };
  readonly proxy: Readonly<ProfileProxy>;
  /** The limit is in seconds; empty: the default. */
  readonly wayIn: { readonly command: string; readonly limit: string };
  /** ms */
  readonly timeLimit: string;
  readonly permissions: Readonly<Permissions>;
  readonly singleWorker: boolean;
  readonly groupId: string;
  readonly offsetTopic: string;
  /** The secrets that were typed here, by key; an untouched one stays as it is stored. */
  readonly entered: Readonly<Record<string, string>>;
  /** The profile that the stored secrets were entered for: this one, or the one it is copied from. */
  readonly storedIn: ProfileView | undefined;
  readonly copySecret: string;
}

export const allPermissions: Permissions = { create: true, edit: true, state: true, delete: true, offsets: true };

export function newDraft(url = ''): ProfileDraft {
  return {
    id: '',
    kind: '',
    name: '',
    url,
    moreUrls: [],
    adminUrl: '',
    scope: '',
    account: '',
    environment: 'dev',
    word: '',
    color: 0,
    login: 'none',
    username: '',
    oauth: { tokenUrl: '', clientId: '', scopes: '', audience: '', params: [] },
    headers: [],
    caFile: '',
    serverName: '',
    pin: '',
    skipVerify: false,
    certificate: { file: '', keyFile: '' },
    proxy: { mode: '', url: '', username: '' },
    wayIn: { command: '', limit: '' },
    timeLimit: '10000',
    permissions: allPermissions,
    singleWorker: false,
    groupId: '',
    offsetTopic: '',
    entered: {},
    storedIn: undefined,
    copySecret: '',
  };
}

/** A stored profile, to be changed; or to be copied, under a name that is free. */
export function draftOf(profile: ProfileView, copy: boolean, taken: readonly string[] = []): ProfileDraft {
  const ours =
    profile.environment === 'dev' || profile.environment === 'staging' || profile.environment === 'production';
  return {
    ...newDraft(),
    ...profile,
    id: copy ? '' : profile.id,
    name: copy ? freeName(profile.name, taken) : profile.name,
    environment: ours ? (profile.environment as EnvironmentChoice) : 'custom',
    word: ours ? '' : profile.environment,
    oauth: { ...profile.oauth, scopes: profile.oauth.scopes.join(' ') },
    wayIn: {
      command: profile.wayIn.command,
      limit: profile.wayIn.limit === 0 ? '' : String(profile.wayIn.limit / 1000),
    },
    timeLimit: String(profile.timeLimit),
    storedIn: profile,
    copySecret: copy && profile.secrets.some(({ stored }) => stored) ? profile.id : '',
  };
}

function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((one) => one.toLowerCase()));
  for (let count = 2; ; count += 1) {
    const candidate = `${name} ${count}`;
    if (!used.has(candidate.toLowerCase())) {
      return candidate;
    }
  }
}

export function inputOf(draft: ProfileDraft): ProfileInput {
  const { word, entered, storedIn, ...same } = draft;
  const named = draft.login === 'basic' || draft.login === 'session';
  return {
    ...same,
    name: nameOf(draft),
    url: draft.url.trim(),
    moreUrls: draft.moreUrls.map((one) => one.trim()).filter((one) => one !== ''),
    environment: draft.environment === 'custom' ? word.trim() : draft.environment,
    username: named ? draft.username : '',
    oauth: {
      ...draft.oauth,
      scopes: draft.oauth.scopes.split(/\s+/).filter((one) => one !== ''),
      params: draft.oauth.params.filter(({ name, value }) => name !== '' || value !== ''),
    },
    headers: draft.headers.filter(({ name, value }) => name.trim() !== '' || value !== ''),
    certificate: { ...draft.certificate },
    proxy: { ...draft.proxy },
    wayIn: { command: draft.wayIn.command.trim(), limit: Number(draft.wayIn.limit) * 1000, agreed: false },
    timeLimit: Number(draft.timeLimit.trim()),
    permissions: { ...draft.permissions },
    secrets: [],
    entered: enteredFor(draft, entered),
    copySecret: draft.copySecret,
    // The system asks the person about a command that is not agreed to yet.
    agreeWayIn: draft.wayIn.command.trim() !== '',
  };
}

/** Only the secrets that the draft has room for: what was typed for another login is not sent. */
function enteredFor(draft: ProfileDraft, entered: Readonly<Record<string, string>>): Record<string, string> {
  const keys = new Set(secretKeys(draft));
  return Object.fromEntries(Object.entries(entered).filter(([key]) => keys.has(key)));
}

/** The secrets that a profile has room for. */
export function secretKeys(
  of: Pick<ProfileDraft, 'login' | 'headers' | 'certificate' | 'caFile' | 'proxy'>,
): readonly string[] {
  return [
    ...(loginSecrets[of.login] ?? []),
    ...of.headers.filter(({ secret }) => secret).map(({ name }) => `header:${name}`),
    ...(of.certificate.file === '' ? [] : ['key_store']),
    ...(of.caFile === '' ? [] : ['trust_store']),
    ...(of.proxy.mode === 'own' && of.proxy.username !== '' ? ['proxy'] : []),
  ];
}

const loginSecrets: Readonly<Partial<Record<Login, readonly string[]>>> = {
  basic: ['password'],
  session: ['password'],
  bearer: ['token'],
  oauth: ['client_secret'],
};

/** The address put right: a login in it moves into its own fields. */
export function withParsed(draft: ProfileDraft, parsed: ParsedURL): ProfileDraft {
  if (parsed.problem !== '') {
    return draft;
  }
  const hasLogin = parsed.username !== '' || parsed.password !== '';
  return {
    ...draft,
    url: parsed.url,
    ...(hasLogin ? { login: 'basic' as const } : {}),
    ...(parsed.username === '' ? {} : { username: parsed.username }),
    ...(parsed.password === '' ? {} : { entered: { ...draft.entered, password: parsed.password } }),
  };
}

/** A cluster that is given no name is called like its host, or like its scope. */
export function nameOf(draft: ProfileDraft): string {
  return draft.name.trim() || hostOf(draft.url) || draft.scope.trim();
}

export function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/i.exec(url.trim())?.[1] ?? '';
}
