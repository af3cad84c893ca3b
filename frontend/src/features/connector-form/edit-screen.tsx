import { useBridge } from '../../bridge/context';
import { FormPage } from './page/form-page';
import { OpeningForm } from './page/opening-form';
import { useOpenForm } from './session/use-form';

/** The stored config of a connector in the form, or the edit of it that was begun before. */
export function EditScreen({ profile, name, at }: { profile: string; name: string; at: string | undefined }) {
  const { forms } = useBridge();
  const form = useOpenForm(`${profile}/${name}`, (signal) => forms.startEdit(profile, name, signal));
  return (
    <OpeningForm key={`${profile}/${name}`} form={form} title={`Edit ${name}`}>
      {(session) => <FormPage key={session.draft} session={session} at={at} />}
    </OpeningForm>
  );
}
