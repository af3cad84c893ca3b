import { useQueryClient } from '@tanstack/react-query';
import { useBridge } from '../bridge/context';
import { useCommands } from '../shell/commands';
import { useDialogs } from '../shell/dialogs';
import { useNavigation } from '../shell/navigation';
import { paths } from '../shell/paths';
import { useChangeSettings } from '../shell/settings';
import { zoomStep } from './zoom';

/** The keys that work on every screen. */
export function FrameKeys({ path, profile }: { path: string; profile: string | undefined }) {
  const { go, back } = useNavigation();
  const { show } = useDialogs();
  const bridge = useBridge();
  const client = useQueryClient();
  const change = useChangeSettings();

  const refresh = () => {
    if (profile !== undefined) {
      // A failed poll is reported in the cluster's state.
      bridge.clusters.refresh(profile).catch(() => undefined);
    }
    // Queries that no event refreshes (topics, offsets, plugins) are fetched again, because the person asked for it.
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'settings' });
  };

  useCommands('Everywhere', {
    calls: () => go(paths.calls()),
    settings: () => go(paths.settings()),
    drafts: () => go(paths.drafts()),
    addCluster: () => show('cluster', {}),
    importClusters: () => show('importClusters', {}),
    exportClusters: () => show('exportClusters', {}),
    refresh,
    back: () => (atHome(path) ? false : back()),
    zoomIn: () => change(({ zoom }) => ({ zoom: zoomStep(zoom, 1) })),
    zoomOut: () => change(({ zoom }) => ({ zoom: zoomStep(zoom, -1) })),
    zoomReset: () => change({ zoom: 100 }),
    keys: () => show('keys', {}),
  });
  return null;
}

/** A cluster's list is a top-level screen, so Esc does not go back. */
function atHome(path: string): boolean {
  return /^\/c\/[^/]+$/.test(path);
}
