import { FieldRow } from '../../ui/field-row';
import { type FieldProps, firstOf } from './field-props';
import { FileFactsLine } from './file-facts';
import { FileField } from './file-field';
import { SecretInput } from './secret-input';
import sections from './sections.module.css';

/** The client certificate: one file with its key, or a certificate and a key. */
export function CertificateRows(props: FieldProps) {
  const { draft, errors, onChange, pickFile } = props;
  const { file, keyFile } = draft.certificate;
  const set = (part: Partial<typeof draft.certificate>) => onChange({ certificate: { ...draft.certificate, ...part } });
  const pick = async (part: 'file' | 'keyFile') => {
    const path = await pickFile();
    if (path !== '') {
      set({ [part]: path });
    }
  };
  const error = firstOf(errors, 'certificate.file', 'certificate.keyFile', 'certificate', 'secrets.key_store');
  return (
    <FieldRow label="Client certificate" htmlFor="client-certificate" error={error}>
      <FileField
        id="client-certificate"
        label="Client certificate"
        path={file}
        placeholder="none; PEM, PKCS12 or JKS"
        choose="Choose…"
        remove="Send no client certificate"
        invalid={errors['certificate.file'] !== undefined}
        onPick={() => void pick('file')}
        onChange={(path) => set({ file: path, keyFile: path === '' ? '' : keyFile })}
      />
      {file !== '' && (
        <>
          <FileFactsLine path={file} secret="key_store" draft={draft} />
          <FileField
            id="client-key"
            label="Private key"
            path={keyFile}
            placeholder="the private key is in the same file"
            choose="Choose…"
            remove="The key is in the same file"
            invalid={errors['certificate.keyFile'] !== undefined}
            onPick={() => void pick('keyFile')}
            onChange={(path) => set({ keyFile: path })}
          />
          <span className={sections.wide}>
            <SecretInput
              {...props}
              secret="key_store"
              label="Password of the client certificate"
              placeholder="password of the file, if it has one"
            />
          </span>
        </>
      )}
    </FieldRow>
  );
}
