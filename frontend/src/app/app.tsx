import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { BridgeProvider } from '../bridge/context';
import { Copying } from '../shell/copying';
import { DialogProvider } from '../shell/dialogs';
import { PlaceProvider } from '../shell/place';
import { useSetting } from '../shell/settings';
import { KitProvider } from '../ui/kit-provider';
import { ErrorBlock } from '../ui/states';
import { AddressBar } from './address';
import { ErrorBoundary } from './error-boundary';
import { AppRouter } from './router';
import type { Started } from './start';

/** The whole page, from the result of start(). */
export function App({ bridge, client, boot, problem, home }: Started) {
  const [bar] = useState(() => new AddressBar(home));
  return (
    <BridgeProvider bridge={bridge}>
      <QueryClientProvider client={client}>
        <Dressed>
          <ErrorBoundary>
            {problem === null ? (
              <DialogProvider>
                <PlaceProvider>
                  <AppRouter bar={bar} notices={boot?.notices ?? []} />
                </PlaceProvider>
              </DialogProvider>
            ) : (
              <div style={{ padding: 32 }}>
                <ErrorBlock title="Sluiceway could not start" problem={problem} />
              </div>
            )}
          </ErrorBoundary>
        </Dressed>
      </QueryClientProvider>
    </BridgeProvider>
  );
}

function Dressed({ children }: { children: ReactNode }) {
  const theme = useSetting('theme');
  return (
    <KitProvider scheme={theme}>
      <Copying>{children}</Copying>
    </KitProvider>
  );
}
