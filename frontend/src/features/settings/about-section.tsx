import { IconFolderOpen } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { About } from '../../bridge/dto';
import { toBridgeError } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { FieldError, FieldRow } from '../../ui/field-row';
import { SectionTitle } from '../../ui/page';
import styles from './settings.module.css';

function useAbout(): About | undefined {
  const bridge = useBridge();
  return useQuery({ queryKey: ['about'], queryFn: ({ signal }) => bridge.desktop.about(signal) }).data;
}

export function DataSection() {
  const about = useAbout();
  return (
    <>
      <SectionTitle note="on this computer">Data</SectionTitle>
      <Folder label="Folder" which="data" path={about?.dataFolder} size={about?.dataSize} button="Open" />
      <Folder
        label="Log"
        which="logs"
        path={about?.logFolder}
        size={about && `${about.logSize}, no secrets`}
        button="Open log folder"
      />
    </>
  );
}

function Folder({
  label,
  which,
  path,
  size,
  button,
}: {
  label: string;
  which: 'data' | 'logs';
  path: string | undefined;
  size: string | undefined;
  button: string;
}) {
  const bridge = useBridge();
  const open = useMutation({ mutationFn: () => bridge.desktop.openFolder(which) });
  return (
    <FieldRow label={label}>
      <span className={styles.line}>
        <span className={styles.path}>{path}</span>
        <span className={styles.fact}>{size}</span>
        <Button data-end icon={IconFolderOpen} onClick={() => open.mutate()}>
          {button}
        </Button>
      </span>
      {open.isError && <FieldError>{toBridgeError(open.error).message}</FieldError>}
    </FieldRow>
  );
}

export function AboutSection() {
  const about = useAbout();
  return (
    <>
      <SectionTitle>About</SectionTitle>
      <FieldRow label="Version" hint={`${about?.platform ?? ''}. The app never checks for a newer version.`}>
        <span className={styles.line}>
          <span className={styles.strong}>Sluiceway {about?.version}</span>
          <span data-end>
            <CopyButton text={about === undefined ? '' : report(about)}>Copy for a report</CopyButton>
          </span>
        </span>
      </FieldRow>
    </>
  );
}

function report(about: About): string {
  return [`Sluiceway ${about.version}`, about.platform, navigator.userAgent].join('\n');
}
