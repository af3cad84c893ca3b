import { clock } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { useCallFacts } from '../../parts/call-log/api';
import { CallLog } from '../../parts/call-log/call-log';
import { useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { Page } from '../../ui/page';

/** What the app asked of the workers, newest first. An empty profile: of all clusters. */
export function CallsScreen({ profile }: { profile: string }) {
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const recorded = useCallFacts(profile);
  useCommands('Calls', { back: () => navigation.back() });
  return (
    <Page
      title={cluster === undefined ? 'Calls' : `Calls to ${cluster.name}`}
      beside={
        recorded !== undefined &&
        `${plural(recorded.stored, 'call')} since ${clock(recorded.since)}, stored until you close the app`
      }
      {...(profile === '' ? {} : { onBack: () => navigation.go(paths.list(profile)) })}
    >
      <CallLog
        profile={profile}
        empty="Every HTTP request of the app appears here, with its answer, the time it took and the curl command that does the same."
      />
    </Page>
  );
}
