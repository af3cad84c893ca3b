import { FieldRow } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import type { FieldProps } from './field-props';
import type { ProfileDraft } from './profile-draft';

/** What workers do not report of themselves; only shown. */
export function GroupRows({ draft, errors, onChange }: FieldProps) {
  return (
    <>
      <FieldRow label="Group id" htmlFor="profile-group" error={errors['groupId']} hint="group.id of the workers">
        <TextField
          id="profile-group"
          mono
          right="optional"
          value={draft.groupId}
          invalid={errors['groupId'] !== undefined}
          onChange={(groupId) => onChange({ groupId })}
        />
      </FieldRow>
      <FieldRow
        label="Offset topic"
        htmlFor="profile-offsets"
        error={errors['offsetTopic']}
        hint="offset.storage.topic of the workers"
      >
        <TextField
          id="profile-offsets"
          mono
          right="optional"
          value={draft.offsetTopic}
          invalid={errors['offsetTopic'] !== undefined}
          onChange={(offsetTopic) => onChange({ offsetTopic })}
        />
      </FieldRow>
    </>
  );
}

export function groupSummary({ groupId, offsetTopic }: ProfileDraft): string {
  const known = [groupId.trim(), offsetTopic.trim()].filter((one) => one !== '');
  return known.length === 0 ? 'not known: workers do not report it' : known.join(', ');
}
