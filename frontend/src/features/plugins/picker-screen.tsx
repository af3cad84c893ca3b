import { IconClipboardText, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { labelOf, useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { PasteDialog } from './paste-dialog';
import styles from './picker.module.css';
import { PickerTools } from './picker-tools';
import { PluginDetail } from './plugin-detail';
import { PluginList } from './plugin-list';
import { type Picker, usePicker } from './use-picker';

/** Which plugin a new connector is made of. Only facts of the worker; those of one plugin are asked for when it is chosen. */
export function PickerScreen({ profile }: { profile: string }) {
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const picker = usePicker(profile);
  const [pasting, setPasting] = useState(false);
  const leave = () => navigation.go(paths.list(profile));
  const paste = () => setPasting(true);
  useCommands('Picker', {
    up: () => picker.move(-1),
    down: () => picker.move(1),
    open: picker.open,
    paste,
    back: leave,
  });
  return (
    <Page
      title="New connector"
      leave="close"
      onBack={leave}
      beside={
        <>
          on <span className={styles.cluster}>{cluster?.name ?? profile}</span>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
        </>
      }
      right={
        <Button variant="plain" icon={IconClipboardText} onClick={paste}>
          {labelOf('Picker', 'paste')}
        </Button>
      }
    >
      <div className={styles.columns}>
        <section className={styles.main}>
          <PickerTools picker={picker} />
          <Plugins profile={profile} picker={picker} />
          {picker.all !== undefined && (
            <footer className={styles.foot}>
              <IconInfoCircle size={14} stroke={1.75} aria-hidden />
              Missing one? The cluster does not list it. Type its whole class in the search to open a form for it.
            </footer>
          )}
        </section>
        {picker.chosen !== undefined && picker.problem === null && (
          <PluginDetail profile={profile} plugin={picker.chosen} picker={picker} />
        )}
      </div>
      {pasting && <PasteDialog profile={profile} onClose={() => setPasting(false)} />}
    </Page>
  );
}

function Plugins({ profile, picker }: { profile: string; picker: Picker }) {
  const dialogs = useDialogs();
  const cluster = useCluster(profile);
  if (picker.problem !== null) {
    return (
      <div className={styles.padded}>
        <ErrorBlock
          title="The plugins could not be listed"
          problem={picker.problem}
          actions={
            <>
              <Button onClick={picker.again}>Try again</Button>
              {cluster?.sandbox === false && (
                <Button onClick={() => dialogs.show('cluster', { id: profile })}>Edit the cluster…</Button>
              )}
            </>
          }
        />
      </div>
    );
  }
  if (picker.all === undefined) {
    return <SkeletonRows />;
  }
  return picker.shown.length === 0 ? <NoPlugins picker={picker} /> : <PluginList picker={picker} />;
}

function NoPlugins({ picker: { all, search, side, setSide, typed, open, opening, openProblem } }: { picker: Picker }) {
  if (typed !== '') {
    return (
      <EmptyState
        title={`The cluster does not list ${typed}`}
        text={openProblem?.text ?? 'If you know that it has this class, open a form for it.'}
        actions={
          <Button onClick={open} disabled={opening}>
            Open a form for this class
          </Button>
        }
      />
    );
  }
  if (all?.length === 0) {
    return (
      <EmptyState
        title="The workers of this cluster list no connector plugins"
        text="Plugins are installed on the workers, in the folders of plugin.path; a worker finds them when it starts."
      />
    );
  }
  const kind = side === 'both' ? 'plugin' : side;
  return (
    <EmptyState
      title={search === '' ? `No ${kind} is installed` : `No ${kind} matches “${search}”`}
      actions={side === 'both' ? undefined : <Button onClick={() => setSide('both')}>Show both</Button>}
    />
  );
}
