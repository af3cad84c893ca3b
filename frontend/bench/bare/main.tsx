import '@mantine/core/styles.css';
import { AppShell, Button, Group, MantineProvider, NavLink, Table, Title } from '@mantine/core';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { type Moment, moments, reached } from '../../src/lib/start-marks';

declare global {
  interface Window {
    readonly go: {
      readonly main: { readonly Probe: { Painted(mark: string, until: readonly Moment[]): Promise<void> } };
    };
  }
}

const rows = Array.from({ length: 12 }, (_, i) => `row ${String(i)}`);

/** A shell, a few links and a small table: what any window of this kind has. */
function Bare() {
  useEffect(() => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        reached('list drawn');
        void window.go.main.Probe.Painted('list', moments());
      }),
    );
  }, []);
  return (
    <AppShell navbar={{ width: 232, breakpoint: 0 }} header={{ height: 44 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md">
          <Title order={5}>Bare</Title>
          <Button size="xs">Button</Button>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <NavLink label="One" />
        <NavLink label="Two" />
      </AppShell.Navbar>
      <AppShell.Main>
        <Table>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row}>
                <Table.Td>{row}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </AppShell.Main>
    </AppShell>
  );
}

reached('app evaluated');
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <MantineProvider defaultColorScheme="auto">
      <Bare />
    </MantineProvider>,
  );
}
