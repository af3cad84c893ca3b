import { IconCertificate, IconCornerDownRight, IconServer } from '@tabler/icons-react';
import type { CertificateFact } from '../../bridge/dto';
import { dateLong } from '../../lib/moments';
import { CopyButton } from '../../ui/copy-button';
import styles from './chain.module.css';

/** The certificates that a server sent, its own first. Each opens to everything it says. */
export function CertificateChain({ chain }: { chain: readonly CertificateFact[] }) {
  return (
    <ol className={styles.chain} aria-label="Certificates that the server sent">
      {chain.map((certificate, index) => (
        <li key={certificate.sha256}>
          <details>
            <summary className={styles.line}>
              {index === 0 ? (
                <IconServer size={14} stroke={1.75} aria-hidden />
              ) : certificate.source === '' ? (
                <IconCornerDownRight size={14} stroke={1.75} aria-hidden />
              ) : (
                <IconCertificate size={14} stroke={1.75} aria-hidden />
              )}
              <span>
                {index > 0 && 'signed by '}
                <b>{commonName(certificate.subject)}</b>, until{' '}
                <span data-soon={soon(certificate.until) || undefined}>{dateLong(certificate.until)}</span>
                {certificate.source !== '' && `, ${certificate.source}`}
              </span>
            </summary>
            <dl className={styles.facts}>
              <dt>Subject</dt>
              <dd>{certificate.subject}</dd>
              <dt>Issuer</dt>
              <dd>{certificate.issuer}</dd>
              {certificate.names.length > 0 && (
                <>
                  <dt>Names</dt>
                  <dd>{certificate.names.join(', ')}</dd>
                </>
              )}
              <dt>Valid</dt>
              <dd>
                {dateLong(certificate.from)} to {dateLong(certificate.until)}
              </dd>
              <dt>SHA-256</dt>
              <dd>
                {certificate.sha256}{' '}
                <CopyButton iconOnly size="sm" text={certificate.sha256}>
                  Copy the fingerprint
                </CopyButton>
              </dd>
            </dl>
          </details>
          {certificate.problems.map((problem) => (
            <p key={problem} className={styles.problem}>
              {problem}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

const soonDays = 30;

function soon(until: number): boolean {
  return until - Date.now() < soonDays * 86_400_000;
}

/** The name that a person knows a certificate by; the whole subject where it has no common name. */
function commonName(subject: string): string {
  return /(?:^|,)CN=((?:\\.|[^,\\])+)/.exec(subject)?.[1]?.replaceAll('\\', '') ?? subject;
}
