import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouterHistory,
  RouterProvider,
  redirect,
  useRouterState,
} from '@tanstack/react-router';
import { createContext, type ReactNode, Suspense, use, useMemo } from 'react';
import type { StartNotice } from '../bridge/dto';
import { type Navigation, NavigationProvider } from '../shell/navigation';
import { above } from '../shell/paths';
import { Page } from '../ui/page';
import { SkeletonRows } from '../ui/skeleton';
import { EmptyState } from '../ui/states';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './frame';
import { routes } from './routes';

const NoticesContext = createContext<readonly StartNotice[]>([]);

export type AppRouterInstance = ReturnType<typeof makeRouter>;

/** Hash addresses, because the window answers unknown paths with 404. `home` is where an empty address leads. */
export function makeRouter(home: string) {
  const history = createHashHistory();
  const root = createRootRoute({ component: () => <Root history={history} /> });
  const index = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to say it
      throw redirect({ to: home, replace: true });
    },
  });
  const screens = routes.map(({ path, screen: Screen }) => {
    const route = createRoute({
      getParentRoute: () => root,
      path,
      component: function Matched() {
        const params: Record<string, string> = route.useParams();
        const search: Record<string, unknown> = route.useSearch();
        const at = typeof search['at'] === 'string' ? search['at'] : undefined;
        return (
          <ErrorBoundary key={path} name="this screen">
            <Suspense fallback={<SkeletonRows />}>
              <Screen params={params} at={at} />
            </Suspense>
          </ErrorBoundary>
        );
      },
    });
    return route;
  });
  return createRouter({
    routeTree: root.addChildren([index, ...screens]),
    history,
    defaultPreload: false,
    scrollRestoration: false,
    // Keys and names are texts: "5" and "true" must stay what they are.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
    defaultNotFoundComponent: Nowhere,
  });
}

export function AppRouter({ router, notices }: { router: AppRouterInstance; notices: readonly StartNotice[] }) {
  return (
    <NoticesContext value={notices}>
      <RouterProvider router={router} />
    </NoticesContext>
  );
}

function Root({ history }: { history: RouterHistory }) {
  const notices = use(NoticesContext);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const rail = useRouterState({
    select: (state) => routes.some((route) => route.rail === true && route.path === state.matches.at(-1)?.fullPath),
  });
  return (
    <Navigating path={path} history={history}>
      <Frame path={path} rail={rail} notices={notices}>
        <Outlet />
      </Frame>
    </Navigating>
  );
}

function Navigating({ path, history, children }: { path: string; history: RouterHistory; children: ReactNode }) {
  const navigation = useMemo<Navigation>(
    () => ({
      go: (to, options) => {
        if (options?.replace === true) {
          history.replace(to);
        } else {
          history.push(to);
        }
      },
      back: () => {
        if (history.canGoBack()) {
          history.back();
        } else {
          history.push(above(path));
        }
      },
    }),
    [history, path],
  );
  return <NavigationProvider navigation={navigation}>{children}</NavigationProvider>;
}

/** An address that no version of the page has, or has no more. */
function Nowhere() {
  return (
    <Page title="Nothing here">
      <EmptyState title="This address leads nowhere" text="Choose a cluster at the left." />
    </Page>
  );
}
