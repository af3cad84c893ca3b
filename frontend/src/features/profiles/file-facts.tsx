import { IconAlertTriangleFilled, IconCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { FileFacts } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { dateLong } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { useSettled } from '../../ui/use-settled';
import type { ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';

/** What is in a file of certificates, read once its path and password are typed. */
export function FileFactsLine({ path, secret, draft }: { path: string; secret: string; draft: ProfileDraft }) {
  const bridge = useBridge();
  const settled = useSettled(path, 400);
  const password = draft.entered[secret] ?? '';
  const facts = useQuery({
    queryKey: ['file-facts', settled, secret, draft.id, password],
    queryFn: ({ signal }) =>
      bridge.profiles.inspectFile({ path: settled, password, profile: draft.id, secret }, signal),
    gcTime: 0,
    staleTime: 0,
  });
  if (facts.isError) {
    return <Warning>{problemOf(facts.error).text}</Warning>;
  }
  if (facts.data === undefined) {
    return null;
  }
  const { problem, warnings, needsPassword } = facts.data;
  return (
    <>
      {needsPassword && password === '' ? (
        <span className={styles.note}>The file is locked with a password.</span>
      ) : problem === '' ? (
        <span className={styles.note}>
          <IconCertificate size={14} stroke={1.75} aria-hidden /> {wordsOf(facts.data)}
        </span>
      ) : (
        <Warning>{problem}</Warning>
      )}
      {warnings.map((warning) => (
        <Warning key={warning}>{warning}</Warning>
      ))}
    </>
  );
}

function wordsOf({ subject, until, kind, certificates, hasKey }: FileFacts): string {
  const parts = [
    subject === '' ? kind : `${subject} (${kind})`,
    until === 0 ? '' : `until ${dateLong(until)}`,
    certificates > 1 ? plural(certificates, 'certificate') : '',
    hasKey ? 'with its key' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function Warning({ children }: { children: string }) {
  return (
    <span className={styles.warning}>
      <IconAlertTriangleFilled size={14} aria-hidden /> {children}
    </span>
  );
}
