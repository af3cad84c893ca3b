import { useMemo, useSyncExternalStore } from 'react';
import type { StartNotice } from '../bridge/dto';
import { type Navigation, NavigationProvider } from '../shell/navigation';
import { above } from '../shell/paths';
import { Page } from '../ui/page';
import { EmptyState } from '../ui/states';
import type { AddressBar } from './address';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './frame';
import { routes } from './routes';

/** The screen at the window's address, in the frame. */
export function AppRouter({ bar, notices }: { bar: AddressBar; notices: readonly StartNotice[] }) {
  const { path, at } = useSyncExternalStore(bar.subscribe, bar.get);
  const navigation = useMemo<Navigation>(() => ({ go: bar.go, back: () => bar.back(above(bar.get().path)) }), [bar]);
  const { key, rail, screen } = useMemo(() => screenAt(path, at), [path, at]);
  return (
    <NavigationProvider navigation={navigation}>
      <Frame path={path} rail={rail} notices={notices}>
        <ErrorBoundary key={key} name="this screen">
          {screen}
        </ErrorBoundary>
      </Frame>
    </NavigationProvider>
  );
}

function screenAt(path: string, at: string | undefined) {
  for (const { pattern, rail, screenAt: find } of routes) {
    const screen = find(path, at);
    if (screen !== null) {
      return { key: pattern, rail, screen };
    }
  }
  return { key: 'nowhere', rail: false, screen: <Nowhere /> };
}

/** An address that does not exist, or no longer exists. */
function Nowhere() {
  return (
    <Page title="Nothing here">
      <EmptyState title="This address leads nowhere" text="Choose a cluster on the left." />
    </Page>
  );
}
