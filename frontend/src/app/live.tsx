import { useQueryClient } from '@tanstack/react-query';
import { useBridgeEvent } from '../bridge/context';
import { useNavigation } from '../shell/navigation';
import { paths } from '../shell/paths';
import { sharedKeys } from '../shell/queries';
import { showToast } from '../ui/toasts';

/**
 * Invalidates queries on Go's events; those on the screen are fetched again. The keys of a cluster's queries start with
 * sharedKeys.cluster(profile). A feature that needs less (deltas of rows) listens to the event itself and uses another
 * key.
 */
export function Live({ path }: { path: string }) {
  const client = useQueryClient();
  const { go } = useNavigation();

  useBridgeEvent('clusters', () => void client.invalidateQueries({ queryKey: sharedKeys.clusters(), exact: true }));
  useBridgeEvent('cluster', ({ profile }) => {
    void client.invalidateQueries({ queryKey: sharedKeys.cluster(profile) });
  });
  useBridgeEvent('drafts', () => void client.invalidateQueries({ queryKey: sharedKeys.drafts() }));
  useBridgeEvent('notice', ({ text, tone, action, profile, name }) => {
    if (name !== '' && tellsOf(path, profile, name)) {
      return;
    }
    const to = name === '' ? paths.list(profile) : paths.connector(profile, name);
    showToast({ text, tone, ...(action === '' ? {} : { action: { label: action, run: () => go(to) } }) });
  });
  return null;
}

/** Whether the screen itself shows what happens to a connector; a toast would only cover it. */
function tellsOf(path: string, profile: string, name: string): boolean {
  const own = paths.connector(profile, name);
  return path === own || (path.startsWith(`${own}/`) && path.split('?')[0] !== paths.edit(profile, name));
}
