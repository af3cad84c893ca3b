import type { ExportFormat, ExportRequest } from '../../../bridge/dto';
import type { FormSession } from './form-session';

/** The draft as a text. Secrets and the login of the profile are never in it. */
export function requestOf(session: FormSession, format: ExportFormat): ExportRequest {
  return {
    profile: session.view.profile,
    name: '',
    draft: session.draft,
    format,
    method: 'PUT',
    bare: false,
    includeSecrets: false,
    withLogin: true,
    withDefaults: false,
  };
}
