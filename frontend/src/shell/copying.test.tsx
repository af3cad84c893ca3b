import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { memory, renderScreen } from '../testing/render';
import { CopyButton } from '../ui/copy-button';

const said = /The clipboard is cleared in 60 s\./;

async function settings(clearClipboard: boolean) {
  const bridge = memory();
  const boot = await bridge.desktop.boot();
  bridge.answer('desktop.boot', { ...boot, settings: { ...boot.settings, clearClipboard } });
  return bridge;
}

const copies = (bridge: ReturnType<typeof memory>) =>
  bridge.asked.filter(({ method }) => method === 'desktop.copyText').map(({ args }) => args);

describe('copying', () => {
  it('says nothing where nothing will be cleared', async () => {
    const bridge = await settings(false);
    const { user } = await renderScreen(
      <>
        <CopyButton text="open-sesame" secret />
        <CopyButton text="orders" />
      </>,
      bridge,
    );
    for (const button of screen.getAllByRole('button')) {
      await user.click(button);
    }
    await waitFor(() =>
      expect(copies(bridge)).toEqual([
        ['open-sesame', true],
        ['orders', false],
      ]),
    );
    expect(screen.queryByText(said)).toBeNull();
  });

  it('hands a secret over as one, and says that it will be cleared', async () => {
    const bridge = await settings(true);
    const { user } = await renderScreen(<CopyButton text="open-sesame" secret />, bridge);
    await user.click(screen.getByRole('button'));
    expect(await screen.findByText(said)).toBeDefined();
    expect(copies(bridge)).toEqual([['open-sesame', true]]);
  });

  it('treats a part of a shown secret that was marked and copied as one', async () => {
    const bridge = await settings(true);
    await renderScreen(
      <>
        <p>plain words</p>
        <span data-secret>open-sesame</span>
        <input data-secret defaultValue="let-me-in" aria-label="password" />
      </>,
      bridge,
    );
    mark(screen.getByText('plain words'));
    fireEvent.copy(screen.getByText('plain words'));
    mark(screen.getByText('open-sesame'));
    fireEvent.copy(screen.getByText('open-sesame'));
    const input = screen.getByLabelText<HTMLInputElement>('password');
    input.setSelectionRange(0, 3);
    fireEvent.copy(input);
    await waitFor(() =>
      expect(copies(bridge)).toEqual([
        ['open-sesame', true],
        ['let', true],
      ]),
    );
  });
});

function mark(element: HTMLElement): void {
  window.getSelection()?.selectAllChildren(element);
}
