import { IconClipboardText, IconFolderOpen, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportState, ImportView } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { keyOf, useCommands } from '../../shell/commands';
import { KeyringBanner } from '../../shell/keyring-banner';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Tag } from '../../ui/tag';
import { showToast } from '../../ui/toasts';
import { chosen, missing } from './choices';
import { FileText, Legend } from './file-text';
import styles from './import.module.css';
import { dropOn, PasteField } from './paste-field';
import { Understood } from './understood';
import { useImport } from './use-import';

/** Adds the clusters that a file of another tool names. Nothing is sent, and no variable is read by itself. */
export function ImportClustersDialog({ onClose }: { onClose: () => void }) {
  const navigation = useNavigation();
  const [asked, setAsked] = useState(false);
  const file = useImport((state, session) => {
    onClose();
    const added = state.clusters.filter(({ saved }) => saved !== '');
    const place = session ? ', their secrets are in memory until the app closes' : '';
    showToast({ text: `${plural(added.length, 'cluster')} added${place}`, tone: session ? 'plain' : 'good' });
    const [first] = added;
    if (first !== undefined) {
      navigation.go(paths.list(first.saved));
    }
  });
  const { view, state, choices } = file;
  const lacks = state === null ? 'clusters' : missing(state, choices);
  const add = () => {
    if (file.adding || state === null) {
      return;
    }
    setAsked(true);
    if (lacks === '') {
      setAsked(false);
      void file.add();
    }
  };
  return (
    <Dialog
      title="Import clusters"
      meta="Kpow, Kafbat UI, AKHQ, Conduktor, Redpanda Console, kcctl and others"
      width={1040}
      height={684}
      padded={false}
      onClose={onClose}
      fact={<Fact state={state} />}
      actions={
        <>
          {state !== null && <WhyNot lacks={lacks} state={state} />}
          <Button onClick={onClose}>{state?.clusters.some(({ saved }) => saved !== '') ? 'Close' : 'Cancel'}</Button>
          {state !== null && <AddButton count={chosen(state, choices).length} busy={file.adding} onPress={add} />}
        </>
      }
    >
      <div className={styles.dialog} {...dropOn(file)}>
        <KeyringBanner />
        {view === null || state === null ? (
          <PasteField file={file} />
        ) : (
          <div className={styles.columns}>
            <div className={styles.left}>
              <FileHead view={view} onLeave={file.leave} onOpen={() => file.open('dialog')} />
              <FileText view={view} />
              <Legend />
            </div>
            <Understood file={file} state={state} asked={asked} onLeave={onClose} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function FileHead({ view, onLeave, onOpen }: { view: ImportView; onLeave: () => void; onOpen: () => void }) {
  return (
    <div className={styles.fileHead}>
      <span className={styles.fileName} title={view.fileName}>
        {view.fileName === '' ? 'Pasted text' : view.fileName}
      </span>
      <Tag>{view.tool}</Tag>
      <span className={styles.fileActions}>
        <Button variant="plain" icon={IconClipboardText} onClick={onLeave}>
          Paste
        </Button>
        <Button variant="plain" icon={IconFolderOpen} onClick={onOpen}>
          Open a file…
        </Button>
      </span>
    </div>
  );
}

/** Inside the dialog, where keys of the page below are silent. */
function AddButton({ count, busy, onPress }: { count: number; busy: boolean; onPress: () => void }) {
  useCommands('Import clusters', { add: onPress });
  return (
    <Button variant="primary" combo={keyOf('Import clusters', 'add')} busy={busy} onClick={onPress}>
      {count === 0 ? 'Add' : `Add ${plural(count, 'cluster')}`}
    </Button>
  );
}

function WhyNot({ lacks, state }: { lacks: ReturnType<typeof missing>; state: ImportState }) {
  const words = {
    '': '',
    clusters: state.clusters.length === 0 ? 'There is nothing to add' : 'Tick a cluster',
    environment: 'Choose an environment',
  };
  return words[lacks] === '' ? null : <span className={styles.whyNot}>{words[lacks]}</span>;
}

function Fact({ state }: { state: ImportState | null }) {
  const read = state?.variables.filter(({ origin }) => origin === 'environment').map(({ name }) => name) ?? [];
  // A cluster that was added is polled as any other one.
  const sent = state?.clusters.some(({ saved }) => saved !== '') ?? false;
  const words = [
    ...(read.length === 0 && !sent ? ['Nothing was sent and no variable was read.'] : []),
    ...(read.length === 0 && sent ? ['No variable was read.'] : []),
    ...(read.length > 0 && !sent ? ['Nothing was sent.'] : []),
    ...(read.length > 0 ? [`Read from the environment: ${read.join(', ')}.`] : []),
  ];
  return (
    <>
      <IconShieldCheck size={14} stroke={1.75} aria-hidden />
      {words.join(' ')}
    </>
  );
}
