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
  const pick = async (part: 'file' | 'keyFile') => {
    const path = await pickFile();
    if (path !== '') {
      onChange({ certificate: { ...draft.certificate, [part]: path } });
    }
  };
  const error = firstOf(errors, 'certificate.file', 'certificate.keyFile', 'certificate', 'secrets.key_store');
  return (
    <FieldRow label="Client certificate" error={error}>
      <FileField
        path={file}
        none="None (PEM, PKCS12 or JKS; read when it is needed, never copied)"
        add="Choose a file…"
        remove="Send no client certificate"
        onPick={() => void pick('file')}
        onRemove={() => onChange({ certificate: { file: '', keyFile: '' } })}
      />
      {file !== '' && (
        <>
          <FileField
            path={keyFile}
            none="The private key is in the same file"
            add="Key in another file…"
            remove="The key is in the same file"
            onPick={() => void pick('keyFile')}
            onRemove={() => onChange({ certificate: { ...draft.certificate, keyFile: '' } })}
          />
          <span className={sections.wide}>
            <SecretInput
              {...props}
              secret="key_store"
              label="Password of the client certificate"
              placeholder="password of the file, if it has one"
            />
          </span>
          <FileFactsLine path={file} secret="key_store" draft={draft} />
        </>
      )}
    </FieldRow>
  );
}
