import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useBridge } from '../bridge/context';
import type { SettingsView } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import type { Bridge } from '../bridge/types';
import { showToast } from '../ui/toasts';

/** Boot puts the settings here before the first picture. */
export const settingsKey = ['settings'] as const;

/** One setting; the component is drawn again only when this one changes. */
export function useSetting<K extends keyof SettingsView>(name: K): SettingsView[K] {
  return useSettings(useCallback((settings: SettingsView) => settings[name], [name]));
}

/** What `select` makes of the settings; keep it the same function where it is called often. */
export function useSettings<T>(select: (settings: SettingsView) => T): T {
  const { data } = useQuery({
    queryKey: settingsKey,
    queryFn: (): Promise<SettingsView> => Promise.reject(new Error('settings come from boot')),
    enabled: false,
    select,
  });
  return data ?? select(defaultSettings);
}

export type SettingsChange = Partial<SettingsView> | ((now: SettingsView) => Partial<SettingsView>);

/** Changes settings at once on the page, then stores them. What could not be stored is said, and holds until the app closes. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const bridge = useBridge();
  const client = useQueryClient();
  return useCallback((change: SettingsChange) => changeSettings(bridge, client, change), [bridge, client]);
}

interface Saving {
  /** The one save that follows the one under way; it stores the newest settings. */
  next: boolean;
  /** Said once, not at every screen whose address could not be remembered. */
  failed: boolean;
  running: boolean;
}

const savings = new WeakMap<QueryClient, Saving>();

function changeSettings(bridge: Bridge, client: QueryClient, change: SettingsChange): void {
  const now = client.getQueryData<SettingsView>(settingsKey) ?? defaultSettings;
  client.setQueryData(settingsKey, { ...now, ...(typeof change === 'function' ? change(now) : change) });
  const saving = savings.get(client) ?? { next: false, failed: false, running: false };
  savings.set(client, saving);
  saving.next = true;
  if (!saving.running) {
    void save(bridge, client, saving);
  }
}

/** One after another, so that an older save never lands after a newer one. */
async function save(bridge: Bridge, client: QueryClient, saving: Saving): Promise<void> {
  saving.running = true;
  while (saving.next) {
    saving.next = false;
    try {
      await bridge.desktop.saveSettings(client.getQueryData<SettingsView>(settingsKey) ?? defaultSettings);
      saving.failed = false;
    } catch (reason) {
      if (!saving.failed) {
        const { text } = problemOf(reason);
        showToast({ tone: 'bad', text: `The settings were not saved and apply only until Sluiceway closes. ${text}` });
      }
      saving.failed = true;
    }
  }
  saving.running = false;
}

const defaultSettings: SettingsView = {
  theme: 'system',
  zoom: 100,
  showSandbox: true,
  pollOpen: 5_000,
  pollOthers: 60_000,
  validateTyping: true,
  validateProduction: false,
  clearClipboard: true,
  welcomeClosed: false,
  showDescriptions: false,
  lastProfile: '',
  lastRoute: '',
  panels: {},
};
