import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useNavigation } from '../../../shell/navigation';
import { paths } from '../../../shell/paths';
import { Button } from '../../../ui/button';
import { Banner } from '../../../ui/states';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import type { Sending } from '../session/use-sending';
import { Worded } from './form-banners';

/** What became of a create or a save that did not land: what happened, what was not changed, what to do next. */
export function OutcomeBanner({
  sending,
  session,
  profile,
  onJump,
}: {
  sending: Sending;
  session: FormSession;
  profile: string;
  /** Where there are fields to go to. */
  onJump?: (key: string) => void;
}) {
  const { go } = useNavigation();
  const name = useForm(session, (form) => form.value('name')?.text ?? form.view.name);
  const { outcome } = sending;
  if (outcome === null) {
    return null;
  }
  const unknown = outcome.landed === 'unknown';
  const exists = outcome.problem.code === 'exists';
  return (
    <Banner
      tone={unknown ? 'amber' : 'red'}
      icon={unknown ? IconAlertTriangle : IconAlertCircle}
      actions={
        <>
          {exists && onJump !== undefined && (
            <Button size="sm" onClick={() => onJump('name')}>
              Change the name
            </Button>
          )}
          {exists && (
            <Button size="sm" onClick={() => go(paths.connector(profile, name))}>
              Open that connector
            </Button>
          )}
          {unknown && (
            <Button size="sm" onClick={() => go(paths.list(profile))}>
              Open the list
            </Button>
          )}
          <Button size="sm" variant="plain" onClick={sending.clear}>
            Close
          </Button>
        </>
      }
    >
      <Worded problem={{ ...outcome.problem, text: outcome.text === '' ? outcome.problem.text : outcome.text }} />
    </Banner>
  );
}
