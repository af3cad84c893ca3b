import { useQueryClient } from '@tanstack/react-query';
import { useBridge } from '../bridge/context';
import { useDialogs } from '../shell/dialogs';
import { useNavigation } from '../shell/navigation';
import { paths } from '../shell/paths';
import { useChangeSettings, useSetting } from '../shell/settings';
import { useKeys } from '../ui/keys/keys-provider';
import { zoomStep } from './zoom';

/** The keys that work on every screen. */
export function FrameKeys({ path, profile }: { path: string; profile: string | undefined }) {
  const { go, back } = useNavigation();
  const { show } = useDialogs();
  const bridge = useBridge();
  const client = useQueryClient();
  const zoom = useSetting('zoom');
  const change = useChangeSettings();

  const refresh = () => {
    if (profile !== undefined) {
      // A failed poll is reported in the cluster's state.
      bridge.clusters.refresh(profile).catch(() => undefined);
    }
    // Queries that no event refreshes (topics, offsets, plugins) are asked again because a person asked.
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'settings' });
  };

  useKeys('Everywhere', [
    { combo: ['Ctrl+J'], label: 'calls', quiet: true, run: () => go(paths.calls()) },
    { combo: ['Ctrl+,'], label: 'settings', quiet: true, run: () => go(paths.settings()) },
    { combo: ['F5', 'Ctrl+R'], show: ['F5', 'Ctrl+R'], label: 'refresh', quiet: true, run: refresh },
    {
      combo: ['Escape', 'Alt+ArrowLeft'],
      show: ['Escape', 'Alt+ArrowLeft'],
      label: 'back',
      quiet: true,
      run: () => (atHome(path) ? false : back()),
    },
    {
      combo: ['Ctrl++', 'Ctrl+='],
      label: 'zoom in',
      quiet: true,
      always: true,
      run: () => change({ zoom: zoomStep(zoom, 1) }),
    },
    { combo: 'Ctrl+-', label: 'zoom out', quiet: true, always: true, run: () => change({ zoom: zoomStep(zoom, -1) }) },
    { combo: 'Ctrl+0', label: 'zoom 100 %', quiet: true, always: true, run: () => change({ zoom: 100 }) },
    { combo: '?', label: 'all keys', run: () => show('keys', {}) },
  ]);
  return null;
}

/** On a cluster's list Esc has nowhere to go back to. */
function atHome(path: string): boolean {
  return /^\/c\/[^/]+$/.test(path);
}
