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
  const view = useForm(session, (form) => form.view);
  // A worker that has several versions says which one it would take.
  const taken = useForm(session, (form) => form.fields.get('connector.plugin.version')?.default ?? '');
  const version = view.version !== '' ? view.version : taken.includes('$') ? '' : taken;
  const cluster = useCluster(view.profile);
  return (
    <>
      on <span className={styles.cluster}>{cluster?.name ?? view.profile}</span>
      {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
      <span className={styles.plugin} title={view.class}>
        <ConnectorTypeIcon type={view.type} /> {shortClass(view.class)} {version}
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
  const state = useForm(session, (form) => form.state);
  const settled = useForm(session, (form) => form.settled);
  if (state.saveNote !== '') {
    return (
      <span className={styles.saveNote} title={state.saveNote}>
        {state.saveNote}
      </span>
    );
  }
  if (state.savedAt === 0) {
    return null;
  }
  return (
    <span className={styles.saved}>
      {settled ? (
        <>
          <IconCheck size={14} stroke={1.75} aria-hidden /> Draft saved
        </>
      ) : (
        'Saving the draft'
      )}
    </span>
  );
}
