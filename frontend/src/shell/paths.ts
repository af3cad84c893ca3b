/** Every screen of the app, as the path after the # of the address. Names are encoded and may have any character. */
const part = encodeURIComponent;

export type ConnectorTab = 'overview' | 'tasks' | 'config' | 'topics' | 'offsets' | 'metrics' | 'calls';

export const paths = {
  list: (profile: string) => `/c/${part(profile)}`,
  clusterCalls: (profile: string) => `/c/${part(profile)}/calls`,
  about: (profile: string) => `/c/${part(profile)}/about`,
  picker: (profile: string) => `/c/${part(profile)}/new`,
  connector: (profile: string, name: string, tab?: ConnectorTab) =>
    `/c/${part(profile)}/n/${part(name)}${tab === undefined || tab === 'overview' ? '' : `/${tab}`}`,
  /** `at` is the key at which the form opens. */
  edit: (profile: string, name: string, at?: string) =>
    `/c/${part(profile)}/n/${part(name)}/edit${at === undefined ? '' : `?at=${part(at)}`}`,
  created: (profile: string, name: string) => `/c/${part(profile)}/n/${part(name)}/created`,
  form: (draft: string, at?: string) => `/form/${part(draft)}${at === undefined ? '' : `?at=${part(at)}`}`,
  review: (draft: string) => `/form/${part(draft)}/review`,
  drafts: () => '/drafts',
  calls: () => '/calls',
  settings: () => '/settings',
};

/** The parent of a page, for "back" without a history. */
export function above(path: string): string {
  const [bare = ''] = path.split('?');
  const cluster = /^\/c\/[^/]+/.exec(bare)?.[0];
  const connector = /^\/c\/[^/]+\/n\/[^/]+/.exec(bare)?.[0];
  if (connector !== undefined && connector !== bare && !bare.endsWith('/created')) {
    return connector;
  }
  const form = /^(\/form\/[^/]+)\/review$/.exec(bare)?.[1];
  return form ?? cluster ?? '/';
}
