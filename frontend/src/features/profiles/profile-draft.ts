import type { ParsedURL, Problem, ProfileInput, ProfileView } from '../../bridge/dto';

export type EnvironmentChoice = 'dev' | 'staging' | 'production' | 'custom';

/** A profile while it is typed: texts stay texts, so that bad input stays there to be corrected. */
export interface ProfileDraft {
  readonly id: string;
  /** What runs the connectors; empty: the usual kind. */
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly environment: EnvironmentChoice;
  /** The own word of a custom environment. */
  readonly word: string;
  readonly color: number;
  readonly login: 'none' | 'basic';
  readonly username: string;
  readonly password: string;
  /** Whether the password was typed here; an untouched one stays as it is stored. */
  readonly passwordTouched: boolean;
  /** One is stored already, of this profile or of the one it is copied from. */
  readonly hasPassword: boolean;
  /** The address that the stored password was given for. */
  readonly passwordFor: string;
  readonly copySecret: string;
  readonly caFile: string;
  readonly skipVerify: boolean;
  /** ms */
  readonly timeLimit: string;
  readonly readOnly: boolean;
  readonly singleWorker: boolean;
  readonly groupId: string;
  /** The stored profile, for the fields that this dialog does not show. */
  readonly stored: ProfileView | null;
}

export type ProfileField =
  | 'name'
  | 'url'
  | 'environment'
  | 'username'
  | 'password'
  | 'caFile'
  | 'timeLimit'
  | 'groupId';
export type FieldErrors = Readonly<Partial<Record<ProfileField, string>>>;

export function newDraft(url = ''): ProfileDraft {
  return {
    id: '',
    kind: '',
    name: '',
    url,
    environment: 'dev',
    word: '',
    color: 0,
    login: 'none',
    username: '',
    password: '',
    passwordTouched: false,
    hasPassword: false,
    passwordFor: '',
    copySecret: '',
    caFile: '',
    skipVerify: false,
    timeLimit: '10000',
    readOnly: false,
    singleWorker: false,
    groupId: '',
    stored: null,
  };
}

/** A stored profile, to be changed; or to be copied, under a name that is free. */
export function draftOf(profile: ProfileView, copy: boolean, taken: readonly string[] = []): ProfileDraft {
  const ours =
    profile.environment === 'dev' || profile.environment === 'staging' || profile.environment === 'production';
  const has = profile.secrets.some(({ key, stored }) => key === 'password' && stored);
  return {
    ...newDraft(profile.url),
    id: copy ? '' : profile.id,
    kind: profile.kind,
    name: copy ? freeName(profile.name, taken) : profile.name,
    environment: ours ? (profile.environment as EnvironmentChoice) : 'custom',
    word: ours ? '' : profile.environment,
    color: profile.color,
    login: profile.login === 'basic' ? 'basic' : 'none',
    username: profile.username,
    hasPassword: has,
    passwordFor: has ? profile.url : '',
    copySecret: copy && profile.secrets.some(({ stored }) => stored) ? profile.id : '',
    caFile: profile.caFile,
    skipVerify: profile.skipVerify,
    timeLimit: String(profile.timeLimit),
    readOnly: !Object.values(profile.permissions).includes(true),
    singleWorker: profile.singleWorker,
    groupId: profile.groupId,
    stored: profile,
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

const blank: Omit<ProfileInput, 'id' | 'kind' | 'name' | 'url'> = {
  moreUrls: [],
  adminUrl: '',
  scope: '',
  account: '',
  environment: '',
  color: 0,
  login: 'none',
  username: '',
  oauth: { tokenUrl: '', clientId: '', scopes: [], audience: '', params: [] },
  headers: [],
  caFile: '',
  serverName: '',
  pin: '',
  skipVerify: false,
  certificate: { file: '', keyFile: '' },
  proxy: { mode: '', url: '', username: '' },
  wayIn: { command: '', limit: 0, agreed: false },
  timeLimit: 0,
  permissions: { create: true, edit: true, state: true, delete: true, offsets: true },
  singleWorker: false,
  groupId: '',
  offsetTopic: '',
  secrets: [],
  entered: {},
  copySecret: '',
  agreeWayIn: false,
};

const nothing = { create: false, edit: false, state: false, delete: false, offsets: false };

/** Read-only turns everything off; turning that off again allows everything, unless only some were off before. */
function permissionsOf(draft: ProfileDraft) {
  if (draft.readOnly) {
    return nothing;
  }
  const before = draft.stored?.permissions ?? nothing;
  return Object.values(before).includes(true) ? before : blank.permissions;
}

export function inputOf(draft: ProfileDraft): ProfileInput {
  return {
    ...blank,
    ...draft.stored,
    id: draft.id,
    kind: draft.kind,
    name: nameOf(draft),
    url: draft.url.trim(),
    environment: draft.environment === 'custom' ? draft.word.trim() : draft.environment,
    color: draft.color,
    login: draft.login,
    username: draft.login === 'basic' ? draft.username : '',
    caFile: draft.caFile,
    skipVerify: draft.skipVerify,
    timeLimit: Number(draft.timeLimit.trim()),
    permissions: permissionsOf(draft),
    singleWorker: draft.singleWorker,
    groupId: draft.groupId.trim(),
    entered: draft.login === 'basic' && draft.passwordTouched ? { password: draft.password } : {},
    copySecret: draft.copySecret,
  };
}

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
    ...(parsed.password === '' ? {} : { password: parsed.password, passwordTouched: true }),
  };
}

/** A cluster that is given no name is called like its host. */
function nameOf(draft: ProfileDraft): string {
  return draft.name.trim() === '' ? hostOf(draft.url) : draft.name.trim();
}

export function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/i.exec(url.trim())?.[1] ?? '';
}

/** Scheme, host and port: what a password belongs to. Empty for what is no address yet. */
function originOf(url: string): string {
  return URL.canParse(url.trim()) ? new URL(url.trim()).origin : '';
}

/** Whether the stored password is out of use because the address is another one now. */
export function needsPasswordAgain(draft: ProfileDraft): boolean {
  return (
    draft.login === 'basic' &&
    draft.hasPassword &&
    !draft.passwordTouched &&
    originOf(draft.url) !== originOf(draft.passwordFor)
  );
}

/** What cannot work, at its field. `whole` also checks what only a save needs. */
export function errorsOf(draft: ProfileDraft, whole: boolean): FieldErrors {
  const errors: Partial<Record<ProfileField, string>> = {};
  if (draft.url.trim() === '') {
    errors.url = 'Enter an address, such as http://localhost:8083.';
  }
  if (draft.login === 'basic' && draft.username === '') {
    errors.username = 'The login needs a user name.';
  } else if (draft.login === 'basic' && draft.username.includes(':')) {
    errors.username = 'A user name for Basic login cannot contain a colon.';
  }
  if (needsPasswordAgain(draft)) {
    errors.password = `The stored password belongs to ${draft.passwordFor}. Enter it again for the new address.`;
  }
  const limit = draft.timeLimit.trim();
  if (!/^\d+$/.test(limit) || Number(limit) < 1_000 || Number(limit) > 600_000) {
    errors.timeLimit = 'A whole number of milliseconds, from 1000 (1 s) to 600000 (10 min).';
  }
  if (whole && nameOf(draft) === '') {
    errors.name = 'The cluster needs a name.';
  }
  if (whole && draft.environment === 'custom') {
    const word = draft.word.trim();
    if (word === '') {
      errors.environment = 'Enter a name, or choose one of the others.';
    } else if (Array.from(word).length > 24) {
      errors.environment = 'At most 24 characters.';
    } else if (word.toLowerCase() === 'sandbox') {
      errors.environment = 'This name is reserved for the built-in cluster.';
    }
  }
  return errors;
}

const shown: Readonly<Record<string, ProfileField>> = {
  name: 'name',
  url: 'url',
  environment: 'environment',
  username: 'username',
  'secrets.password': 'password',
  caFile: 'caFile',
  timeLimit: 'timeLimit',
  groupId: 'groupId',
};

/** The field that a refusal is about, if this dialog shows it. */
export function fieldOf(problem: Problem): ProfileField | undefined {
  return shown[problem.field];
}
