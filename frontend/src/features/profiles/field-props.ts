import type { ProfileField as KindField, Login } from '../../bridge/dto';
import type { FieldErrors } from './profile-check';
import type { ProfileDraft } from './profile-draft';

/** What every part of the cluster dialog gets. */
export interface FieldProps {
  draft: ProfileDraft;
  errors: FieldErrors;
  /** Whether this kind of cluster has a field. */
  has: (field: KindField) => boolean;
  /** What this kind of cluster calls a field; the usual word where it has none of its own. */
  label: (field: string, usual: string) => string;
  /** The ways to log in that this kind of cluster has. */
  logins: readonly Login[];
  onChange: (change: Partial<ProfileDraft>) => void;
  /** Opens the dialog for files; an empty text: nothing was chosen. */
  pickFile: () => Promise<string>;
}

/** The first error of some fields: a row says one at a time. */
export function firstOf(errors: FieldErrors, ...fields: readonly string[]): string | undefined {
  return fields.map((field) => errors[field]).find((error) => error !== undefined);
}
