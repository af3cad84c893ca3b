import { useMutation } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { PlaceView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { ComboField } from '../../ui/combo-field';
import { FieldRow } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import type { FieldProps } from './field-props';
import { inputOf } from './profile-draft';
import styles from './profiles.module.css';
import sections from './sections.module.css';

/** Which part of a managed service the profile is for: chosen from the service's own list, or typed. */
export function ScopeRow({ draft, errors, label, onChange }: FieldProps) {
  const bridge = useBridge();
  const list = useMutation({ mutationFn: () => bridge.profiles.places(inputOf(draft)) });
  const places = flat(list.data ?? []);
  const title = label('scope', 'Scope');
  return (
    <FieldRow
      label={title}
      htmlFor="cluster-scope"
      error={errors['scope'] ?? (list.isError ? problemOf(list.error).text : undefined)}
    >
      <span className={sections.wide}>
        <ComboField
          id="cluster-scope"
          mono
          options={places.map(({ scope }) => scope)}
          notes={Object.fromEntries(places.map(({ scope, title: place }) => [scope, place]))}
          summary={list.isSuccess ? `${places.length} found` : ''}
          placeholder={label('scopeExample', '')}
          value={draft.scope}
          invalid={errors['scope'] !== undefined}
          onChange={(scope) => onChange({ scope })}
        />
      </span>
      <Button variant="link" busy={list.isPending} onClick={() => list.mutate()}>
        List what there is
      </Button>
      {list.isSuccess && places.length === 0 && <span className={styles.fact}>The service lists none.</span>}
    </FieldRow>
  );
}

/** The places that can be chosen, each with the titles of those around it. */
function flat(places: readonly PlaceView[], within = ''): { scope: string; title: string }[] {
  return places.flatMap(({ title, scope, places: inside }) => {
    const whole = within === '' ? title : `${within} / ${title}`;
    return [...(scope === '' ? [] : [{ scope, title: whole }]), ...flat(inside, whole)];
  });
}

export function AccountRow({ draft, errors, label, onChange }: FieldProps) {
  return (
    <FieldRow label={label('account', 'Account')} htmlFor="cluster-account" error={errors['account']}>
      <TextField
        id="cluster-account"
        mono
        right="optional"
        placeholder={label('accountExample', '')}
        value={draft.account}
        invalid={errors['account'] !== undefined}
        onChange={(account) => onChange({ account })}
      />
    </FieldRow>
  );
}
