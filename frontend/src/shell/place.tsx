import { createContext, type ReactNode, use, useEffect, useState } from 'react';

// Two contexts, so that setting the place does not draw the screen that sets it again.
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

/** For the frame: the profile of a screen whose address does not contain it (a form gets it from its draft). */
export function useSaidProfile(): string | undefined {
  return use(ProfileContext);
}

/**
 * Sets the profile of this screen, so that the sidebar marks the cluster and its warnings (certificate checks off) are
 * shown. Only for addresses without a profile: forms and reviews.
 */
export function useShownProfile(profile: string | undefined): void {
  const show = use(ShowContext);
  useEffect(() => {
    show?.(profile);
    return () => show?.(undefined);
  }, [show, profile]);
}
