import { nameOf, type ProfileDraft } from './profile-draft';
import { secretsAgain } from './stored-secrets';

/** Why a field cannot be used, by the name that Go has for it, such as `oauth.tokenUrl` or `headers.1.name`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What cannot work, at its field. `whole` also checks what only a save needs. Go checks everything else. */
export function errorsOf(draft: ProfileDraft, whole: boolean, needsUrl: boolean): FieldErrors {
  const errors: Record<string, string> = {};
  if (needsUrl && draft.url.trim() === '') {
    errors['url'] = 'Enter an address, such as http://localhost:8083.';
  }
  for (const key of secretsAgain(draft)) {
    errors[`secrets.${key}`] = 'The stored one was entered for something else. Enter it again.';
  }
  const limit = draft.timeLimit.trim();
  if (!/^\d+$/.test(limit) || Number(limit) < 1_000 || Number(limit) > 600_000) {
    errors['timeLimit'] = 'A whole number of milliseconds, from 1000 (1 s) to 600000 (10 min).';
  }
  if (draft.wayIn.command.trim() !== '' && !/^(\d+(\.\d+)?)?$/.test(draft.wayIn.limit.trim())) {
    errors['wayIn.limit'] = 'A number of seconds, or nothing for 15 s.';
  }
  if (whole && nameOf(draft) === '') {
    errors['name'] = 'The cluster needs a name.';
  }
  if (whole && draft.environment === 'custom') {
    const word = draft.word.trim();
    if (word === '') {
      errors['environment'] = 'Enter a name, or choose one of the others.';
    } else if (Array.from(word).length > 24) {
      errors['environment'] = 'At most 24 characters.';
    } else if (word.toLowerCase() === 'sandbox') {
      errors['environment'] = 'This name is reserved for the built-in cluster.';
    }
  }
  return errors;
}

/** The parts of the dialog that fold. */
export type SectionId = 'tls' | 'network' | 'wayIn' | 'permissions' | 'headers' | 'group';

const sections: readonly [SectionId, RegExp][] = [
  ['tls', /^(caFile|serverName|pin|skipVerify|secrets\.trust_store)$/],
  ['network', /^(moreUrls|adminUrl|proxy|timeLimit|secrets\.proxy)/],
  ['wayIn', /^(wayIn|agreeWayIn)/],
  ['permissions', /^(permissions|singleWorker)/],
  ['headers', /^(headers|secrets\.header:)/],
  ['group', /^(groupId|offsetTopic)$/],
];

/** The section that has a field; undefined for one that is always in sight. */
export function sectionOf(field: string): SectionId | undefined {
  return sections.find(([, fields]) => fields.test(field))?.[0];
}

/** The errors that stay after a change: what is being corrected is not red any more. */
export function withoutCorrected(errors: FieldErrors, part: Partial<ProfileDraft>): FieldErrors {
  const changed = Object.keys(part);
  const corrected = (field: string) =>
    changed.some((key) => field === key || field.startsWith(`${key}.`)) ||
    (field === 'environment' && 'word' in part) ||
    // A secret also becomes right by typing it, or by taking the address back.
    (field.startsWith('secrets.') && changed.some((key) => secretParts.has(key)));
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !corrected(field)));
}

const secretParts = new Set([
  'entered',
  'login',
  'url',
  'moreUrls',
  'adminUrl',
  'oauth',
  'proxy',
  'caFile',
  'certificate',
  'wayIn',
  'headers',
]);
