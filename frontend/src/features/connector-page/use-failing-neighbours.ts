import { useBridge } from '../../bridge/context';
import { useNavigation } from '../../shell/navigation';
import type { ConnectorTab } from '../../shell/paths';
import { paths } from '../../shell/paths';
import { showToast } from '../../ui/toasts';
import { failingNames, type Place } from './api';

/** Goes to the next (1) or previous (-1) failing connector of the cluster, in the order of the list, around its ends. */
export function useFailingNeighbours(place: Place, tab: ConnectorTab): (by: 1 | -1) => void {
  const bridge = useBridge();
  const { go } = useNavigation();
  return (by) => {
    failingNames(bridge, place.profile).then(
      (names) => {
        const to = neighbour(names, place.name, by);
        if (to === undefined) {
          showToast({ text: 'No other connector of this cluster is failing' });
        } else {
          go(paths.connector(place.profile, to, tab), { replace: true });
        }
      },
      // The page shows by itself that its cluster does not answer.
      () => undefined,
    );
  };
}

/** Around the ends; from one that is not among them to the first or the last. */
export function neighbour(names: readonly string[], name: string, by: 1 | -1): string | undefined {
  const others = names.filter((other) => other !== name);
  const at = names.indexOf(name);
  if (at < 0) {
    return by === 1 ? others[0] : others.at(-1);
  }
  const to = names[(at + by + names.length) % names.length];
  return to === name ? undefined : to;
}
