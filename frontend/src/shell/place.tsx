import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';

interface Place {
  /** The profile of the screen, where its address does not name it (a form knows it from its draft). */
  readonly profile: string | undefined;
  readonly show: (profile: string | undefined) => void;
}

const PlaceContext = createContext<Place | null>(null);

export function PlaceProvider({ children }: { children: ReactNode }) {
  const [profile, show] = useState<string>();
  const place = useMemo(() => ({ profile, show }), [profile]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** For the frame: what the screen said. */
export function useSaidProfile(): string | undefined {
  return use(PlaceContext)?.profile;
}

/**
 * Says whose screen this is, so that the sidebar marks the cluster and its warnings (certificate checks off) are shown.
 * Only for addresses without a profile: forms and reviews.
 */
export function useShownProfile(profile: string | undefined): void {
  const show = use(PlaceContext)?.show;
  useEffect(() => {
    show?.(profile);
    return () => show?.(undefined);
  }, [show, profile]);
}
