import { createContext, type ReactNode, use, useEffect, useState } from 'react';

// Two contexts, so that a screen which says whose it is is not drawn again because it has said so.
const ProfileContext = createContext<string | undefined>(undefined);
const ShowContext = createContext<((profile: string | undefined) => void) | null>(null);

export function PlaceProvider({ children }: { children: ReactNode }) {
  const [profile, show] = useState<string>();
  return (
    <ShowContext value={show}>
      <ProfileContext value={profile}>{children}</ProfileContext>
    </ShowContext>
  );
}

/** For the frame: the profile of the screen, where its address does not name it (a form knows it from its draft). */
export function useSaidProfile(): string | undefined {
  return use(ProfileContext);
}

/**
 * Says whose screen this is, so that the sidebar marks the cluster and its warnings (certificate checks off) are shown.
 * Only for addresses without a profile: forms and reviews.
 */
export function useShownProfile(profile: string | undefined): void {
  const show = use(ShowContext);
  useEffect(() => {
    show?.(profile);
    return () => show?.(undefined);
  }, [show, profile]);
}
