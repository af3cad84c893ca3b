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
// Also applies to code that is loaded later: our styles must come after those of the library.
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import './styles/tokens.css';
import './styles/global.css';
import './styles/mantine.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeysProvider } from './keys/keys-provider';
import { type Scheme, useDressed } from './scheme';
import { cssVariablesResolver, theme } from './theme';
import { Toasts } from './toasts';

/** The scheme is stored in the settings only, so Mantine must not store one of its own. */
const forgetful = {
  get: () => 'auto' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

/** Theme, keyboard layer and toasts for everything below. Only dress() sets attributes of the root element. */
export function KitProvider({ scheme, children }: { scheme: Scheme; children: ReactNode }) {
  useDressed(scheme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={forgetful}
      getRootElement={noRoot}
    >
      <KeysProvider>{children}</KeysProvider>
      <Toasts />
    </MantineProvider>
  );
}

const noRoot = () => undefined;
