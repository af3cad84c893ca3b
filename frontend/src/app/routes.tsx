import { type ComponentType, lazy } from 'react';
import { ConnectorListScreen } from '../features/connector-list/connector-list-screen';
import { WelcomeCard } from '../features/profiles/welcome-card';
import type { ConnectorTab } from '../shell/paths';
import { useClusters, useSettings } from '../shell/queries';

export interface RouteProps {
  /** The parts of the path that begin with $, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** ?at=… of the address. */
  readonly at: string | undefined;
}

interface ScreenRoute {
  readonly path: string;
  /** A form, the picker and the review give their room to the work: the sidebar becomes a rail. */
  readonly rail?: boolean;
  readonly screen: ComponentType<RouteProps>;
}

// The list is the first picture; everything else comes when it is opened.
const ConnectorPageScreen = lazy(async () => ({
  default: (await import('../features/connector-page/connector-page-screen')).ConnectorPageScreen,
}));
const PickerScreen = lazy(async () => {
  // The form is what comes next: its code is here before the plugin is chosen.
  void import('../features/connector-form/form-screen');
  return { default: (await import('../features/plugins/picker-screen')).PickerScreen };
});
const FormScreen = lazy(async () => ({ default: (await import('../features/connector-form/form-screen')).FormScreen }));
const EditScreen = lazy(async () => ({ default: (await import('../features/connector-form/edit-screen')).EditScreen }));
const ReviewScreen = lazy(async () => ({
  default: (await import('../features/connector-form/review-screen')).ReviewScreen,
}));
const CreatedScreen = lazy(async () => ({
  default: (await import('../features/connector-created/created-screen')).CreatedScreen,
}));
const DraftsScreen = lazy(async () => ({ default: (await import('../features/drafts/drafts-screen')).DraftsScreen }));
const CallsScreen = lazy(async () => ({ default: (await import('../features/calls/calls-screen')).CallsScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/settings-screen')).SettingsScreen,
}));

const tabs: readonly ConnectorTab[] = ['overview', 'tasks', 'config', 'topics', 'offsets', 'calls'];
const text = (params: RouteProps['params'], name: string) => params[name] ?? '';

/** All screens. Each gets plain properties, so that it runs in a test without a router. */
export const routes: readonly ScreenRoute[] = [
  {
    path: '/c/$profile',
    screen: ({ params }) => <ListRoute key={text(params, 'profile')} profile={text(params, 'profile')} />,
  },
  { path: '/c/$profile/calls', screen: ({ params }) => <CallsScreen profile={text(params, 'profile')} /> },
  { path: '/c/$profile/new', rail: true, screen: ({ params }) => <PickerScreen profile={text(params, 'profile')} /> },
  {
    path: '/c/$profile/n/$name/edit',
    rail: true,
    screen: ({ params, at }) => <EditScreen profile={text(params, 'profile')} name={text(params, 'name')} at={at} />,
  },
  {
    path: '/c/$profile/n/$name/created',
    screen: ({ params }) => <CreatedScreen profile={text(params, 'profile')} name={text(params, 'name')} />,
  },
  { path: '/c/$profile/n/$name/{-$tab}', screen: ConnectorRoute },
  {
    path: '/form/$draft',
    rail: true,
    screen: ({ params, at }) => <FormScreen draft={text(params, 'draft')} at={at} />,
  },
  { path: '/form/$draft/review', rail: true, screen: ({ params }) => <ReviewScreen draft={text(params, 'draft')} /> },
  { path: '/drafts', screen: () => <DraftsScreen /> },
  { path: '/calls', screen: () => <CallsScreen profile="" /> },
  { path: '/settings', screen: () => <SettingsScreen /> },
];

/** The card at first start stands above the sandbox's list until it is closed or there is a cluster of one's own. */
function ListRoute({ profile }: { profile: string }) {
  const { welcomeClosed } = useSettings();
  const clusters = useClusters();
  const sandbox = clusters.some((cluster) => cluster.id === profile && cluster.sandbox);
  if (!sandbox || welcomeClosed || clusters.length > 1) {
    return <ConnectorListScreen profile={profile} />;
  }
  return (
    <ConnectorListScreen profile={profile} welcome={(failed) => <WelcomeCard profile={profile} failed={failed} />} />
  );
}

function ConnectorRoute({ params }: RouteProps) {
  const tab = tabs.find((known) => known === params['tab']) ?? 'overview';
  const profile = text(params, 'profile');
  const name = text(params, 'name');
  return <ConnectorPageScreen key={`${profile}/${name}`} profile={profile} name={name} tab={tab} />;
}
