import type { ReactElement } from 'react';
import { ConnectorListScreen } from '../features/connector-list/connector-list-screen';
import { WelcomeCard } from '../features/profiles/welcome-card';
import type { ConnectorTab } from '../shell/paths';
import { useClusters } from '../shell/queries';
import { useSetting } from '../shell/settings';
import { useFirstScreen } from './first-screen';
import { type ParamsOf, paramsIn } from './pattern';
import {
  AboutScreen,
  CallsScreen,
  ConnectorPageScreen,
  CreatedScreen,
  DraftsScreen,
  EditScreen,
  FormScreen,
  PickerScreen,
  ReviewScreen,
  SettingsScreen,
} from './screens';

interface ScreenRoute {
  readonly pattern: string;
  /** The form, the picker and the review need the width: the sidebar becomes a rail. */
  readonly rail: boolean;
  /** The screen at a path, or null if the pattern does not match. `at` is ?at=… of the address. */
  readonly screenAt: (path: string, at: string | undefined) => ReactElement | null;
}

/** Screens get plain properties, so that they run in tests without a router. */
function route<P extends string>(
  pattern: P,
  screen: (params: ParamsOf<P>, at: string | undefined) => ReactElement,
  { rail = false }: { rail?: boolean } = {},
): ScreenRoute {
  return {
    pattern,
    rail,
    screenAt: (path, at) => {
      const params = paramsIn(pattern, path);
      return params === null ? null : screen(params, at);
    },
  };
}

const withRail = { rail: true };

/** All screens; the first matching pattern wins. */
export const routes: readonly ScreenRoute[] = [
  route('/c/$profile', ({ profile }) => <ListRoute key={profile} profile={profile} />),
  route('/c/$profile/calls', ({ profile }) => <CallsScreen profile={profile} />),
  route('/c/$profile/about', ({ profile }) => <AboutScreen key={profile} profile={profile} />),
  route('/c/$profile/new', ({ profile }) => <PickerScreen profile={profile} />, withRail),
  route(
    '/c/$profile/n/$name/edit',
    ({ profile, name }, at) => <EditScreen profile={profile} name={name} at={at} />,
    withRail,
  ),
  route('/c/$profile/n/$name/created', ({ profile, name }) => <CreatedScreen profile={profile} name={name} />),
  route('/c/$profile/n/$name/{-$tab}', ({ profile, name, tab }) => (
    <ConnectorPageScreen
      key={`${profile}/${name}`}
      profile={profile}
      name={name}
      tab={tabs.find((known) => known === tab) ?? 'overview'}
    />
  )),
  route('/form/$draft', ({ draft }, at) => <FormScreen draft={draft} at={at} />, withRail),
  route('/form/$draft/review', ({ draft }) => <ReviewScreen draft={draft} />, withRail),
  route('/drafts', () => <DraftsScreen />),
  route('/calls', () => <CallsScreen profile="" />),
  route('/settings', () => <SettingsScreen />),
];

const tabs: readonly ConnectorTab[] = ['overview', 'tasks', 'config', 'topics', 'offsets', 'metrics', 'calls'];

/** The welcome card is above the sandbox's list until it is closed or another cluster is added. */
function ListRoute({ profile }: { profile: string }) {
  const welcomeClosed = useSetting('welcomeClosed');
  const clusters = useClusters();
  const first = useFirstScreen();
  const sandbox = clusters.some((cluster) => cluster.id === profile && cluster.sandbox);
  if (!sandbox || welcomeClosed || clusters.length > 1) {
    return <ConnectorListScreen profile={profile} />;
  }
  return (
    <ConnectorListScreen
      profile={profile}
      welcome={(failed) => <WelcomeCard profile={profile} failed={failed} focused={first} />}
    />
  );
}
