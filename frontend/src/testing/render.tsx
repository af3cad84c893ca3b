import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { makeQueryClient } from '../app/start';
import { BridgeProvider } from '../bridge/context';
import { fixtures } from '../bridge/fixtures';
import { type MemoryBridge, memoryBridge } from '../bridge/memory';
import { Copying } from '../shell/copying';
import { DialogProvider } from '../shell/dialogs';
import { type Navigation, NavigationProvider } from '../shell/navigation';
import { sharedKeys } from '../shell/queries';
import { settingsKey } from '../shell/settings';
import { KitProvider } from '../ui/kit-provider';

export interface Rendered extends RenderResult {
  readonly bridge: MemoryBridge;
  readonly client: QueryClient;
  readonly user: UserEvent;
  /** The paths that were gone to; "back" for a way back. */
  readonly visited: string[];
}

/**
 * Draws a screen as the app would, over the fixtures. Change answers before with `memory()`:
 *   const bridge = memory(); bridge.answer('clusters.rows', {...});
 *   renderScreen(<ConnectorListScreen profile="orders-eu" />, bridge);
 */
export async function renderScreen(screen: ReactElement, bridge: MemoryBridge = memory()): Promise<Rendered> {
  const client = makeQueryClient();
  const boot = await bridge.desktop.boot();
  client.setQueryData(settingsKey, boot.settings);
  client.setQueryData(sharedKeys.clusters(), boot.clusters);
  const visited: string[] = [];
  const navigation: Navigation = { go: (path) => visited.push(path), back: () => visited.push('back') };
  const user = userEvent.setup();
  const result = render(
    <BridgeProvider bridge={bridge}>
      <QueryClientProvider client={client}>
        <KitProvider scheme="light">
          <Copying>
            <DialogProvider>
              <NavigationProvider navigation={navigation}>{screen}</NavigationProvider>
            </DialogProvider>
          </Copying>
        </KitProvider>
      </QueryClientProvider>
    </BridgeProvider>,
  );
  return { ...result, bridge, client, user, visited };
}

/** Draws a piece of the kit: theme and keyboard layer, nothing else. */
export function renderKit(piece: ReactElement): RenderResult & { user: UserEvent } {
  return { user: userEvent.setup(), ...render(<KitProvider scheme="light">{piece}</KitProvider>) };
}

export function memory(): MemoryBridge {
  return memoryBridge(fixtures);
}
