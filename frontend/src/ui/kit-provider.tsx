import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Group.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Tooltip.css';
import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Input.css';
// Also for what comes later: our own styles must stand after those of the library.
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import './styles/tokens.css';
import './styles/global.css';
import './styles/mantine.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { KeysProvider } from './keys/keys-provider';
import { cssVariablesResolver, theme } from './theme';
import { Toasts } from './toasts';

type Scheme = 'system' | 'light' | 'dark';

/** The settings are the only place where the scheme is kept, so Mantine must not write one of its own. */
const forgetful = {
  get: () => 'auto' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

/** Theme, keyboard layer and toasts for everything below it. */
export function KitProvider({ scheme, children }: { scheme: Scheme; children: ReactNode }) {
  const forced = useMemo(() => (scheme === 'system' ? {} : { forceColorScheme: scheme }), [scheme]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={forgetful}
      {...forced}
    >
      <KeysProvider>{children}</KeysProvider>
      <Toasts />
    </MantineProvider>
  );
}
