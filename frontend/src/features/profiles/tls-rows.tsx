import { IconAlertTriangleFilled, IconX } from '@tabler/icons-react';
import { IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import { type FieldProps, firstOf } from './field-props';
import { FileFactsLine } from './file-facts';
import { FileField } from './file-field';
import type { ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';
import { SecretInput } from './secret-input';
import sections from './sections.module.css';

/** Whose certificates are trusted. */
export function TlsRows(props: FieldProps) {
  const { draft, errors, onChange, pickFile } = props;
  const pick = async () => {
    const caFile = await pickFile();
    if (caFile !== '') {
      onChange({ caFile });
    }
  };
  return (
    <>
      <FieldRow label="Trust" htmlFor="ca-file" error={firstOf(errors, 'caFile', 'secrets.trust_store')}>
        <FileField
          id="ca-file"
          label="CA file"
          path={draft.caFile}
          placeholder="system certificates"
          choose="Add a CA…"
          remove="System certificates only"
          invalid={errors['caFile'] !== undefined}
          onPick={() => void pick()}
          onChange={(caFile) => onChange({ caFile })}
        />
        {draft.caFile !== '' && (
          <span className={sections.wide}>
            <SecretInput
              {...props}
              secret="trust_store"
              label="Password of the truststore"
              placeholder="password of the truststore, if it has one"
            />
          </span>
        )}
        {draft.caFile !== '' && <FileFactsLine path={draft.caFile} secret="trust_store" draft={draft} />}
      </FieldRow>
      <FieldRow
        label="Server name"
        htmlFor="server-name"
        error={errors['serverName']}
        hint="Only if the certificate is for another name than the address."
      >
        <TextField
          id="server-name"
          mono
          right="optional"
          value={draft.serverName}
          invalid={errors['serverName'] !== undefined}
          onChange={(serverName) => onChange({ serverName })}
        />
      </FieldRow>
      {draft.pin !== '' && (
        <FieldRow label="Trusted" error={errors['pin']} hint="Only this certificate is accepted, whoever signed it.">
          <span className={styles.trust}>
            <span className={styles.path} title={draft.pin}>
              SHA-256 {draft.pin}
            </span>
            <IconButton
              icon={IconX}
              label="Do not trust this certificate"
              size="xs"
              onClick={() => onChange({ pin: '' })}
            />
          </span>
        </FieldRow>
      )}
      <FieldRow label="Checks">
        <Checkbox checked={draft.skipVerify} onChange={(skipVerify) => onChange({ skipVerify })}>
          Turn certificate checks off for this cluster
        </Checkbox>
        {draft.skipVerify && (
          <span className={styles.warning}>
            <IconAlertTriangleFilled size={14} aria-hidden />
            Anyone between here and the worker can then read and change what is sent, the password too. The window shows
            a warning all the time.
          </span>
        )}
      </FieldRow>
    </>
  );
}

export function tlsSummary({ caFile, serverName, pin, skipVerify }: ProfileDraft): string {
  if (skipVerify) {
    return 'certificate checks are off';
  }
  const trust = pin !== '' ? 'one certificate' : caFile === '' ? 'system certificates' : fileName(caFile);
  return serverName.trim() === '' ? trust : `${trust}, certificate for ${serverName.trim()}`;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
