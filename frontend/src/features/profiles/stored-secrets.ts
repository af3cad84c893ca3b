import { type ProfileDraft, secretKeys } from './profile-draft';

type Place = Pick<
  ProfileDraft,
  'kind' | 'url' | 'moreUrls' | 'adminUrl' | 'certificate' | 'caFile' | 'proxy' | 'login' | 'headers'
> & {
  readonly oauth: { readonly tokenUrl: string };
  readonly wayIn: { readonly command: string };
};

/** Scheme, host and port. What is no address yet is the text itself. */
function originOf(url: string): string {
  const text = url.trim().replace(':{port}', ':1');
  return URL.canParse(text) ? new URL(text).origin : url.trim();
}

/** What a secret belongs to; Go has the same rule and decides. */
function placesOf(of: Place, key: string): readonly string[] {
  switch (key) {
    case 'client_secret':
      return [originOf(of.oauth.tokenUrl)];
    case 'proxy':
      return [originOf(of.proxy.url)];
    case 'key_store':
      return [of.certificate.file, of.certificate.keyFile];
    case 'trust_store':
      return [of.caFile];
    default:
      return [of.url, ...of.moreUrls, of.adminUrl]
        .filter((one) => one.trim() !== '')
        .map(originOf)
        .concat(of.wayIn.command.trim() === '' ? [] : [`way in ${of.wayIn.command.trim()}`]);
  }
}

/**
 * How a secret stands: 'stored' and in use, or until the app closes; 'again' where the stored one was entered for
 * something else.
 */
export type SecretState = 'none' | 'stored' | 'session' | 'again' | 'entered';

export function secretState(draft: ProfileDraft, key: string): SecretState {
  if (key in draft.entered) {
    return 'entered';
  }
  const stored = draft.storedIn;
  const one = stored?.secrets.find((each) => each.key === key);
  if (stored === undefined || one?.stored !== true) {
    return 'none';
  }
  const known = placesOf(stored, key);
  return placesOf(draft, key).every((place) => known.includes(place))
    ? one.sessionOnly
      ? 'session'
      : 'stored'
    : 'again';
}

/** The secrets that must be entered again. */
export function secretsAgain(draft: ProfileDraft): readonly string[] {
  return secretKeys(draft).filter((key) => secretState(draft, key) === 'again');
}
