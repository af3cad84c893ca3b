import { IconAlertTriangleFilled, IconX } from '@tabler/icons-react';
import type { ProfileField } from '../../bridge/dto';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import type { FieldErrors, ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';

interface TrustProps {
  draft: ProfileDraft;
  errors: FieldErrors;
  onChange: (change: Partial<ProfileDraft>) => void;
  onPickCa: () => void;
}

/** Whose certificates are believed. */
export function TrustRow({ draft, errors, onChange, onPickCa }: TrustProps) {
  return (
    <FieldRow label="Trust" error={errors.caFile}>
      <span className={styles.trust}>
        <span className={draft.caFile === '' ? styles.trustText : styles.path} title={draft.caFile}>
          {draft.caFile === '' ? 'System certificates' : draft.caFile}
        </span>
        <Button variant="link" onClick={onPickCa}>
          {draft.caFile === '' ? 'Add a CA…' : 'Another…'}
        </Button>
        {draft.caFile !== '' && (
          <IconButton
            icon={IconX}
            label="System certificates only"
            size="xs"
            onClick={() => onChange({ caFile: '' })}
          />
        )}
      </span>
      <Checkbox checked={draft.skipVerify} onChange={(skipVerify) => onChange({ skipVerify })}>
        Turn certificate checks off for this cluster
      </Checkbox>
      {draft.skipVerify && (
        <span className={styles.warning}>
          <IconAlertTriangleFilled size={14} aria-hidden />
          Anyone between here and the worker can then read and change what is sent, the password too. The window shows a
          warning all the time.
        </span>
      )}
    </FieldRow>
  );
}

/** What no worker reports of itself; only shown. */
export function GroupRow({
  draft,
  errors,
  onChange,
}: Pick<TrustProps, 'draft' | 'onChange'> & { errors: FieldErrors }) {
  return (
    <FieldRow
      label="Group id"
      htmlFor="profile-group"
      error={errors.groupId}
      hint="group.id of the workers. Optional: workers do not report it."
    >
      <TextField
        id="profile-group"
        mono
        width={240}
        value={draft.groupId}
        invalid={errors.groupId !== undefined}
        onChange={(groupId) => onChange({ groupId })}
      />
    </FieldRow>
  );
}

/** What this app must not change. */
export function SafetyRow({
  draft,
  has,
  onChange,
}: Pick<TrustProps, 'draft' | 'onChange'> & { has: (field: ProfileField) => boolean }) {
  return (
    <FieldRow label="Safety">
      <span className={styles.checks}>
        <Checkbox
          checked={draft.readOnly}
          onChange={(readOnly) => onChange({ readOnly })}
          hint="Only reads and validate are sent; everything else is refused here."
        >
          Read-only
        </Checkbox>
        {has('single_worker') && (
          <Checkbox
            checked={draft.singleWorker}
            onChange={(singleWorker) => onChange({ singleWorker })}
            hint={
              'Several workers may mistake a name with / % \\ ; { } for another connector, so most changes to one are refused. A single worker does not.'
            }
          >
            Exactly one worker
          </Checkbox>
        )}
      </span>
    </FieldRow>
  );
}
