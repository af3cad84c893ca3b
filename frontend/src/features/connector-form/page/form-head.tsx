import { IconCheck, IconFileExport } from '@tabler/icons-react';
import { shortClass } from '../../../lib/class-names';
import { useCluster } from '../../../shell/queries';
import { Button } from '../../../ui/button';
import { ConnectorTypeIcon } from '../../../ui/connector-type';
import { EnvTag } from '../../../ui/tag';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './form.module.css';

/** "on orders-eu  production  PostgresConnector 3.2.1" */
export function FormBeside({ session }: { session: FormSession }) {
  const profile = useForm(session, (form) => form.view.profile);
  const type = useForm(session, (form) => form.view.type);
  const plugin = useForm(session, (form) => form.view.class);
  const named = useForm(session, (form) => form.view.version);
  // A worker that has several versions says which one it would take.
  const taken = useForm(session, (form) => form.fields.get('connector.plugin.version')?.default ?? '');
  const version = named !== '' ? named : taken.includes('$') ? '' : taken;
  const cluster = useCluster(profile);
  return (
    <>
      on <span className={styles.cluster}>{cluster?.name ?? profile}</span>
      {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
      <span className={styles.plugin} title={plugin}>
        <ConnectorTypeIcon type={type} /> {shortClass(plugin)} {version}
      </span>
    </>
  );
}

/** Whether the draft is on disk, and the way to take it away. */
export function FormRight({ session, onExport }: { session: FormSession; onExport: () => void }) {
  return (
    <>
      <DraftNote session={session} />
      <Button variant="plain" icon={IconFileExport} onClick={onExport}>
        Export…
      </Button>
    </>
  );
}

function DraftNote({ session }: { session: FormSession }) {
  const note = useForm(session, (form) => form.state.saveNote);
  const stored = useForm(session, (form) => form.state.savedAt !== 0);
  const saving = useForm(session, (form) => form.saving);
  if (note !== '') {
    return (
      <span className={styles.saveNote} title={note}>
        {note}
      </span>
    );
  }
  if (!stored && !saving) {
    return null;
  }
  return (
    <span className={styles.saved}>
      {saving ? (
        'Saving the draft…'
      ) : (
        <>
          <IconCheck size={14} stroke={1.75} aria-hidden /> Draft saved
        </>
      )}
    </span>
  );
}
