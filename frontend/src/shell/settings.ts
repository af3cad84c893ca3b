import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useBridge } from '../bridge/context';
import type { SettingsView } from '../bridge/dto';
import { problemOf } from '../bridge/errors';
import type { Bridge } from '../bridge/types';
import { showToast } from '../ui/toasts';

/** Set at boot, before the first drawing. */
export const settingsKey = ['settings'] as const;

/** One setting; the component is drawn again only when it changes. */
export function useSetting<K extends keyof SettingsView>(name: K): SettingsView[K] {
  return useSettings(useCallback((settings: SettingsView) => settings[name], [name]));
}

/** The result of `select` on the settings; pass a stable function if it is called often. */
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

/** Changes settings on the page at once, then stores them. If that fails it says so; they apply until the app closes. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const bridge = useBridge();
  const client = useQueryClient();
  return useCallback((change: SettingsChange) => changeSettings(bridge, client, change), [bridge, client]);
}

interface Saving {
  /** The save that waits for the current one; it stores the newest settings. */
  next: boolean;
  /** Shown once, not for every screen whose address could not be stored. */
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

/** Saves run one after another, so that an older one never overwrites a newer one. */
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
  showManagedSandboxes: false,
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
