import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useBridge } from '../../../bridge/context';
import type { FormView } from '../../../bridge/dto';
import { useShownProfile } from '../../../shell/place';
import type { FormSession } from './form-session';
import { holdSession, sessionOf } from './sessions';

/**
 * Opens a form for as long as a screen shows it; one that is `there` already is drawn at once. F5 asks for it again and
 * keeps what is typed.
 */
export function useOpenForm(
  key: string,
  open: (signal: AbortSignal) => Promise<FormView>,
  there: () => FormSession | undefined = () => undefined,
) {
  const bridge = useBridge();
  return useQuery({
    queryKey: ['form', key],
    queryFn: async ({ signal }) => sessionOf(bridge, await open(signal)),
    initialData: there,
    gcTime: 0,
    structuralSharing: false,
  });
}

/** Holds the session while the screen is there. */
export function useHeldForm(session: FormSession): void {
  const bridge = useBridge();
  useShownProfile(useForm(session, (form) => form.view.profile));
  useEffect(() => holdSession(bridge, session), [bridge, session]);
}

/** A part of the form; drawn again when that part changes. `pick` must give the same thing while nothing changed. */
export function useForm<T>(session: FormSession, pick: (session: FormSession) => T): T {
  return useSyncExternalStore(session.subscribe, () => pick(session));
}
