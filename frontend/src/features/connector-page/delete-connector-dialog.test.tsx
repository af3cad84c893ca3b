import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { memory, renderScreen } from '../../testing/render';
import { DeleteConnectorDialog } from './delete-connector-dialog';

// orders-eu is a production cluster.
describe('deleting a connector whose name cannot be seen whole', () => {
  it('shows what is in the name, takes that as the typed name, and deletes the real one', async () => {
    const bridge = memory();
    const name = 'orders\u200B\nsink';
    const shown = 'orders\\u{200B}\\nsink';
    bridge.answer('connectors.deleteFacts', await bridge.connectors.deleteFacts('orders-eu', 'invoices-s3-sink'));
    const { user } = await renderScreen(
      <DeleteConnectorDialog profile="orders-eu" name={name} onClose={() => undefined} />,
      bridge,
    );
    expect(await screen.findByRole('dialog', { name: `Delete ${shown}?` })).toBeDefined();
    await user.click(screen.getByLabelText('Type the name of the connector'));
    await user.paste(shown);
    await user.click(screen.getByRole('button', { name: 'Delete connector' }));
    await waitFor(() =>
      expect(bridge.asked.find(({ method }) => method === 'connectors.delete')?.args).toEqual([
        'orders-eu',
        name,
        name,
      ]),
    );
  });
});

describe('deleting what something else uses', () => {
  it('names what uses it, and links what has a page', async () => {
    const bridge = memory();
    const facts = await bridge.connectors.deleteFacts('orders-eu', 'invoices-s3-sink');
    bridge.answer('connectors.deleteFacts', {
      ...facts,
      users: [
        { kind: 'action', name: 'save_orders', row: 'action/mysql:save_orders' },
        { kind: 'rule', name: 'alarms', row: '' },
      ],
    });
    const closed = vi.fn();
    const { user } = await renderScreen(
      <DeleteConnectorDialog profile="orders-eu" name="mysql:warehouse" onClose={closed} />,
      bridge,
    );
    expect((await screen.findByText('alarms')).closest('li')?.textContent).toBe('rule alarms');
    expect(screen.queryByRole('button', { name: 'alarms' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'save_orders' }));
    expect(closed).toHaveBeenCalled();
  });
});
