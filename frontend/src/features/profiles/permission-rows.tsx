import { Fragment } from 'react';
import type { ProfilePermissions as Permissions } from '../../bridge/dto';
import { Checkbox, Switch } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import type { FieldProps } from './field-props';
import type { ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';
import sections from './sections.module.css';

const permissions: readonly { id: keyof Permissions; title: string; of: string }[] = [
  { id: 'create', title: 'Create', of: 'connectors' },
  { id: 'edit', title: 'Edit', of: 'configs' },
  { id: 'state', title: 'Change state', of: 'pause, resume, stop, restart' },
  { id: 'delete', title: 'Delete', of: 'connectors' },
  { id: 'offsets', title: 'Offsets', of: 'alter and reset' },
];

/** What this app may change in the cluster. */
export function PermissionRows({ draft, has, onChange }: FieldProps) {
  return (
    <>
      <FieldRow
        label="Allow"
        hint="With everything off the cluster is read-only. This holds in this app; what the cluster refuses stays refused."
      >
        <span className={sections.permissions}>
          {permissions.map(({ id, title, of }) => (
            <Fragment key={id}>
              <Switch
                checked={draft.permissions[id]}
                onChange={(on) => onChange({ permissions: { ...draft.permissions, [id]: on } })}
              >
                {title}
              </Switch>
              <span className={sections.of}>{of}</span>
            </Fragment>
          ))}
        </span>
      </FieldRow>
      {has('single_worker') && (
        <FieldRow label="Names">
          <span className={styles.checks}>
            <Checkbox
              checked={draft.singleWorker}
              onChange={(singleWorker) => onChange({ singleWorker })}
              hint={
                'Several workers may mistake a name with / % \\ ; { } for another connector, so most changes to one are refused. A single worker does not.'
              }
            >
              Exactly one worker
            </Checkbox>
          </span>
        </FieldRow>
      )}
    </>
  );
}

export function permissionSummary({ permissions: given, singleWorker }: ProfileDraft): string {
  const on = permissions.filter(({ id }) => given[id]);
  const off = permissions.filter(({ id }) => !given[id]);
  const words =
    on.length === 0
      ? 'read-only'
      : off.length === 0
        ? 'all changes'
        : off.length < 3
          ? `all but ${off.map(({ title }) => title.toLowerCase()).join(' and ')}`
          : on.map(({ title }) => title.toLowerCase()).join(', ');
  return singleWorker ? `${words}; exactly one worker` : words;
}
