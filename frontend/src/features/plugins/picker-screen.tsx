import { IconClipboardText, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { PluginView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { useKeys } from '../../ui/keys/keys-provider';
import { Page, Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { pluginsQuery, useStart } from './api';
import { fitting, rowId, type Side } from './filter';
import { PasteDialog } from './paste-dialog';
import styles from './picker.module.css';
import { PluginDetail } from './plugin-detail';
import { PluginList } from './plugin-list';

/** Which plugin a new connector is made of. Only facts of the worker; those of one plugin are asked when it is chosen. */
export function PickerScreen({ profile }: { profile: string }) {
  const bridge = useBridge();
  const navigation = useNavigation();
  const dialogs = useDialogs();
  const cluster = useCluster(profile);
  const plugins = useQuery(pluginsQuery(bridge, profile));
  const [search, setSearch] = useState('');
  const [side, setSide] = useUiState<Side>('picker.side', 'both');
  const [chosenId, setChosen] = useUiState(`picker.${profile}.chosen`, '');
  const [from, setFrom] = useState('');
  const [pasting, setPasting] = useState(false);
  const start = useStart(profile);

  const all = plugins.data ?? [];
  const shown = fitting(all, side, search);
  const chosen = shown.find((plugin) => rowId(plugin) === chosenId) ?? shown[0];
  const choose = (plugin: PluginView) => {
    setChosen(rowId(plugin));
    setFrom('');
    start.reset();
  };
  const move = (by: number) => {
    const at = chosen === undefined ? -1 : shown.indexOf(chosen);
    const to = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (to !== undefined) {
      choose(to);
    }
  };
  const open = () => {
    if (chosen === undefined || start.isPending) {
      return;
    }
    const [kind, ...rest] = from.split(' ');
    const id = rest.join(' ');
    start.mutate(
      kind === 'draft' ? { kind, id } : kind === 'copy' ? { kind, name: id } : { kind: 'new', plugin: chosen },
    );
  };
  const leave = () => navigation.go(paths.list(profile));
  useKeys('Picker', [
    { combo: ['ArrowUp', 'K'], show: ['ArrowUp', 'ArrowDown'], label: 'choose', run: () => move(-1) },
    { combo: ['ArrowDown', 'J'], run: () => move(1) },
    { combo: 'Enter', label: 'open the form', run: open },
    { combo: 'Escape', label: 'back', quiet: true, run: leave },
  ]);
  const counts = {
    source: all.filter((plugin) => plugin.type === 'source').length,
    sink: all.filter((plugin) => plugin.type === 'sink').length,
  };
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
        <Button variant="plain" icon={IconClipboardText} onClick={() => setPasting(true)}>
          Paste JSON…
        </Button>
      }
    >
      <div className={styles.columns}>
        <section className={styles.main}>
          {/* Arrows and Enter choose while the search has the focus; the search box itself would leave at them. */}
          <div
            className={styles.tools}
            onKeyDownCapture={(event) => {
              const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'text';
              if (inSearch && (by !== undefined || event.key === 'Enter')) {
                event.preventDefault();
                event.stopPropagation();
                if (by === undefined) {
                  open();
                } else {
                  move(by);
                }
              }
            }}
          >
            <Toolbar>
              <SearchBox
                autoFocus
                label="Search plugins"
                value={search}
                onChange={setSearch}
                placeholder="Search by class or package"
                found={`${String(shown.length)} of ${String(all.length)}`}
              />
              <Segmented<Side>
                label="Sources or sinks"
                value={side}
                onChange={setSide}
                segments={[
                  { value: 'source', label: `Sources ${String(counts.source)}` },
                  { value: 'sink', label: `Sinks ${String(counts.sink)}` },
                  { value: 'both', label: 'Both' },
                ]}
              />
            </Toolbar>
          </div>
          {plugins.isError ? (
            <div className={styles.padded}>
              <ErrorBlock
                title="The plugins could not be listed"
                problem={problemOf(plugins.error)}
                actions={
                  <>
                    <Button onClick={() => void plugins.refetch()}>Try again</Button>
                    {cluster?.sandbox === false && (
                      <Button onClick={() => dialogs.show('cluster', { id: profile })}>Edit the cluster…</Button>
                    )}
                  </>
                }
              />
            </div>
          ) : plugins.isPending ? (
            <SkeletonRows />
          ) : shown.length === 0 ? (
            <NoPlugins any={all.length > 0} search={search} side={side} onAll={() => setSide('both')} />
          ) : (
            <PluginList plugins={shown} chosen={chosen} onChoose={choose} onOpen={open} />
          )}
          {plugins.isSuccess && (
            <footer className={styles.foot}>
              <IconInfoCircle size={14} stroke={1.75} aria-hidden />
              Missing one? Then it is not installed on the workers of this cluster.
            </footer>
          )}
        </section>
        {chosen !== undefined && !plugins.isError && (
          <PluginDetail
            profile={profile}
            plugin={chosen}
            from={from}
            onFrom={setFrom}
            opening={start.isPending}
            problem={start.isError ? problemOf(start.error) : null}
            onOpen={open}
          />
        )}
      </div>
      {pasting && <PasteDialog profile={profile} onClose={() => setPasting(false)} />}
    </Page>
  );
}

function NoPlugins({ any, search, side, onAll }: { any: boolean; search: string; side: Side; onAll: () => void }) {
  if (!any) {
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
      actions={side === 'both' ? undefined : <Button onClick={onAll}>Look in both</Button>}
    />
  );
}
