import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Combo } from '../../lib/keys';
import { Offers } from '../../testing/offers';
import { renderKit } from '../../testing/render';
import { Dialog } from '../dialog';
import { KitProvider } from '../kit-provider';
import { Menu } from '../menu';
import { KeyScope, useOffers } from './keys-provider';
import type { KeyBinding, Offer } from './registry';
import { useKeys } from './use-keys';

function key(combo: string, rest: Omit<KeyBinding, 'id' | 'combos'>): KeyBinding {
  return { id: combo, combos: [combo as Combo], ...rest };
}

function Keys({ title, bindings }: { title: string; bindings: readonly KeyBinding[] }) {
  useKeys(title, bindings);
  return null;
}

function Hints() {
  return (
    <output>
      {useOffers()
        .map((hint) => `${hint.combos.join('/')} ${hint.label}`)
        .join('; ')}
    </output>
  );
}

function Why() {
  return (
    <p>
      {useOffers()
        .map((hint) => `${hint.label}: ${hint.unavailable}`)
        .join('; ')}
    </p>
  );
}

function Closing({ onClosed }: { onClosed: () => void }) {
  const [open, setOpen] = useState(true);
  const onClose = () => {
    onClosed();
    setOpen(false);
  };
  return (
    open && (
      <Dialog title="Sure?" width={400} onClose={onClose} actions={null}>
        Nothing was sent.
      </Dialog>
    )
  );
}

describe('the keyboard layer', () => {
  it('runs no action again while its key is held down, but moves on', () => {
    const restart = vi.fn();
    const move = vi.fn();
    renderKit(<Keys title="List" bindings={[key('R', { run: restart }), key('J', { motion: true, run: move })]} />);
    for (const repeat of [false, true, true]) {
      fireEvent.keyDown(document.body, { key: 'r', repeat });
      fireEvent.keyDown(document.body, { key: 'j', repeat });
    }
    expect(restart).toHaveBeenCalledTimes(1);
    expect(move).toHaveBeenCalledTimes(3);
  });

  it('presses no button by an Enter that is still held down from before', () => {
    renderKit(<button type="button">Send</button>);
    const send = screen.getByRole('button', { name: 'Send' });
    expect(fireEvent.keyDown(send, { key: 'Enter' })).toBe(true);
    expect(fireEvent.keyDown(send, { key: 'Enter', repeat: true })).toBe(false);
  });

  it('asks the deepest first, and the next where that one declines', async () => {
    const outer = vi.fn();
    const inner = vi.fn().mockReturnValueOnce(false).mockReturnValue(undefined);
    const { user } = renderKit(
      <>
        <Keys title="Outer" bindings={[key('R', { run: outer })]} />
        <KeyScope>
          <Keys title="Inner" bindings={[key('R', { run: inner })]} />
        </KeyScope>
      </>,
    );
    await user.keyboard('r');
    expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1]);
    await user.keyboard('r');
    expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([2, 1]);
  });

  it('leaves letters to the field that is typed in, combinations not', async () => {
    const letter = vi.fn();
    const combination = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="List" bindings={[key('R', { run: letter }), key('Ctrl+S', { run: combination })]} />
        <input aria-label="field" />
      </>,
    );
    await user.type(screen.getByLabelText('field'), 'r{Control>}s{/Control}');
    expect(letter).not.toHaveBeenCalled();
    expect(combination).toHaveBeenCalledOnce();
  });

  it('leaves Enter to the button that has the focus', async () => {
    const run = vi.fn();
    const press = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="List" bindings={[key('Enter', { run })]} />
        <button type="button" onClick={press}>
          Do
        </button>
      </>,
    );
    screen.getByRole('button').focus();
    await user.keyboard('{Enter}');
    expect(press).toHaveBeenCalledOnce();
    expect(run).not.toHaveBeenCalled();
  });

  it('a dialog silences what is below it, but for what works always', async () => {
    const below = vi.fn();
    const zoom = vi.fn();
    const inside = vi.fn();
    const { user } = renderKit(
      <>
        <Keys
          title="Below"
          bindings={[
            key('R', { label: 'restart', run: below }),
            key('Ctrl+0', { label: 'normal size', always: true, run: zoom }),
          ]}
        />
        <Hints />
        <Dialog title="Sure?" width={400} onClose={() => undefined} actions={null}>
          <Keys title="Dialog" bindings={[key('Ctrl+Enter', { label: 'save', run: inside })]} />
        </Dialog>
      </>,
    );
    await user.keyboard('r{Control>}0{/Control}{Control>}{Enter}{/Control}');
    expect(below).not.toHaveBeenCalled();
    expect(zoom).toHaveBeenCalledOnce();
    expect(inside).toHaveBeenCalledOnce();
    expect(screen.getByText('Escape close; Ctrl+Enter save; Ctrl+0 normal size')).toBeDefined();
  });

  it('Esc closes a dialog and leads no further', async () => {
    const back = vi.fn();
    const close = vi.fn();
    const { user } = renderKit(
      <>
        <KeyScope>
          <KeyScope>
            <Keys title="Page" bindings={[key('Escape', { run: back })]} />
          </KeyScope>
        </KeyScope>
        <Closing onClosed={close} />
      </>,
    );
    await user.keyboard('{Escape}');
    expect([close.mock.calls.length, back.mock.calls.length]).toEqual([1, 0]);
    await user.keyboard('{Escape}');
    expect([close.mock.calls.length, back.mock.calls.length]).toEqual([1, 1]);
  });

  it('an open menu silences the page, and Esc only closes it', async () => {
    const below = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="Page" bindings={[key('R', { run: below }), key('Escape', { run: below })]} />
        <Menu items={[{ id: 'a', label: 'First', run: () => undefined }]}>
          <button type="button">More</button>
        </Menu>
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'More' }));
    await screen.findByRole('menuitem', { name: 'First' });
    await user.keyboard('r{Escape}');
    expect(below).not.toHaveBeenCalled();
  });

  it('Enter on a radio button is the key of the screen, Space is its own', async () => {
    const enter = vi.fn();
    const space = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="Page" bindings={[key('Enter', { run: enter }), key('Space', { run: space })]} />
        <input type="radio" aria-label="Copy" />
      </>,
    );
    screen.getByLabelText('Copy').focus();
    await user.keyboard('{Enter} ');
    expect(enter).toHaveBeenCalledOnce();
    expect(space).not.toHaveBeenCalled();
  });

  it('Esc leaves a field of the page first, and only then the page', async () => {
    const back = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="Page" bindings={[key('Escape', { run: back })]} />
        <input aria-label="field" />
      </>,
    );
    const field = screen.getByLabelText('field');
    field.focus();
    await user.keyboard('{Escape}');
    expect([document.activeElement === field, back.mock.calls.length]).toEqual([false, 0]);
    await user.keyboard('{Escape}');
    expect(back).toHaveBeenCalledOnce();
  });

  it('leaves the key of what is unavailable to what is above, and says why', async () => {
    const above = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="Outer" bindings={[key('R', { run: above })]} />
        <KeyScope>
          <Keys title="Inner" bindings={[key('R', { label: 'restart', unavailable: 'Read-only.', run: vi.fn() })]} />
          <Why />
        </KeyScope>
      </>,
    );
    expect(screen.getByText('restart: Read-only.')).toBeDefined();
    await user.keyboard('r');
    expect(above).toHaveBeenCalledOnce();
  });

  it('arrows belong to the radio button that has the focus', async () => {
    const down = vi.fn();
    const { user } = renderKit(
      <>
        <Keys title="Page" bindings={[key('ArrowDown', { run: down })]} />
        <input type="radio" name="from" aria-label="Empty" defaultChecked />
        <input type="radio" name="from" aria-label="Copy" />
      </>,
    );
    screen.getByLabelText('Empty').focus();
    await user.keyboard('{ArrowDown}');
    expect(down).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(screen.getByLabelText('Copy'));
  });

  it('works in a field with those of its keys that are allowed there', async () => {
    const up = vi.fn();
    const { user } = renderKit(
      <>
        <Keys
          title="Page"
          bindings={[{ id: 'up', combos: ['ArrowUp', 'K'] as string[] as Combo[], inFields: ['ArrowUp'], run: up }]}
        />
        <input aria-label="field" />
      </>,
    );
    await user.type(screen.getByLabelText('field'), 'k{ArrowUp}');
    expect(up).toHaveBeenCalledOnce();
    expect(screen.getByLabelText('field')).toHaveProperty('value', 'k');
  });

  it('offers what has no key as well, and runs what was bound last', () => {
    const first = vi.fn();
    const second = vi.fn();
    let offers: readonly Offer[] = [];
    const listen = (now: readonly Offer[]) => {
      offers = now;
    };
    const page = (run: () => void) => (
      <KitProvider scheme="light">
        <Keys title="Page" bindings={[{ id: 'Page.export', combos: [], label: 'export…', run }]} />
        <Offers onChange={listen} />
      </KitProvider>
    );
    const { rerender } = render(page(first));
    rerender(page(second));
    offers.find((offer) => offer.id === 'Page.export')?.run();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });

  it('does not act on a key that was already handled', () => {
    const run = vi.fn();
    renderKit(<Keys title="List" bindings={[key('Escape', { run })]} />);
    const taken = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    taken.preventDefault();
    fireEvent(window, taken);
    expect(run).not.toHaveBeenCalled();
  });
});
