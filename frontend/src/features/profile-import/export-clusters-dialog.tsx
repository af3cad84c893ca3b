import { IconDeviceFloppy, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import { keyOf, useCommands } from '../../shell/commands';
import { useClusters } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { Dialog } from '../../ui/dialog';
import { ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import styles from './import.module.css';

/** Writes the chosen profiles as JSON, which Import clusters reads. */
export function ExportClustersDialog({ onClose }: { onClose: () => void }) {
  const bridge = useBridge();
  const clusters = useClusters().filter(({ sandbox }) => !sandbox);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = clusters.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const save = useMutation({ mutationFn: () => bridge.profileFiles.export(chosen) });
  const tick = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) {
      next.delete(id);
    } else {
      next.add(id);
    }
    setLeft(next);
    save.reset();
  };
  const saved = save.data ?? '';
  return (
    <Dialog
      title="Export clusters"
      width={560}
      onClose={onClose}
      fact={
        <>
          <IconShieldCheck size={14} stroke={1.75} aria-hidden />
          <span className={styles.saved}>
            {saved === '' ? 'The file will contain no secrets.' : `Saved as ${saved}`}
          </span>
        </>
      }
      actions={
        <>
          {chosen.length === 0 && <span className={styles.whyNot}>Tick a cluster</span>}
          <Button onClick={onClose}>{saved === '' ? 'Cancel' : 'Close'}</Button>
          <SaveButton
            count={chosen.length}
            busy={save.isPending}
            onPress={() => chosen.length > 0 && !save.isPending && save.mutate()}
          />
        </>
      }
    >
      <p className={styles.exportNote}>
        Addresses, logins without their secrets, certificate files by name, permissions and environments, as JSON. A way
        in is not exported. Secrets have to be entered again where the file is imported.
      </p>
      {clusters.length === 0 ? (
        <p className={styles.exportNote}>There is no cluster besides the sandbox.</p>
      ) : (
        <ul className={styles.rows} aria-label="Clusters to export">
          {clusters.map((cluster) => (
            <li key={cluster.id} className={styles.exportRow}>
              <Checkbox checked={!left.has(cluster.id)} onChange={(on) => tick(cluster.id, on)}>
                {cluster.name}
              </Checkbox>
              <EnvTag environment={cluster.environment} color={cluster.color} />
            </li>
          ))}
        </ul>
      )}
      {save.isError && <ErrorBlock title="Nothing was written" problem={problemOf(save.error)} />}
    </Dialog>
  );
}

/** Inside the dialog, where keys of the page below are silent. */
function SaveButton({ count, busy, onPress }: { count: number; busy: boolean; onPress: () => void }) {
  useCommands('Export clusters', { save: onPress });
  return (
    <Button
      variant="primary"
      icon={IconDeviceFloppy}
      combo={keyOf('Export clusters', 'save')}
      busy={busy}
      onClick={onPress}
    >
      {count === 0 ? 'Save…' : `Save ${plural(count, 'cluster')}…`}
    </Button>
  );
}
