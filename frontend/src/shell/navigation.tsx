import { type AnchorHTMLAttributes, createContext, type ReactNode, use } from 'react';

/** How a screen navigates. Paths come from paths.ts. */
export interface Navigation {
  readonly go: (path: string, options?: { replace?: boolean }) => void;
  /** Goes back, or to the parent page if there is no history. */
  readonly back: () => void;
}

const NavigationContext = createContext<Navigation | null>(null);

export function NavigationProvider({ navigation, children }: { navigation: Navigation; children: ReactNode }) {
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) {
    throw new Error('useNavigation needs a NavigationProvider above it');
  }
  return navigation;
}

/** A link inside the app: <PathLink to={paths.drafts()}>Drafts</PathLink>. */
export function PathLink({ to, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return <a {...rest} href={`#${to}`} draggable={false} />;
}
