import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderKit } from '../../testing/render';
import { Dialog } from '../dialog';
import { Menu } from '../menu';
import { KeyScope, useKeyHints, useKeys } from './keys-provider';
import type { KeyBinding } from './registry';

function Keys({ title, bindings }: { title: string; bindings: readonly KeyBinding[] }) {
  useKeys(title, bindings);
  return null;
}

function Hints() {
  return (
    <output>
      {useKeyHints()
        .map((hint) => `${hint.combos.join('/')} ${hint.label}`)
        .join('; ')}
    </output>
  );
}

function Why() {
  return (
    <p>
      {useKeyHints()
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
  it('asks the deepest first, and the next where that one declines', async () => {
    const outer = vi.fn();
    const inner = vi.fn().mockReturnValueOnce(false).mockReturnValue(undefined);
    const { user } = renderKit(
      <>
        <Keys title="Outer" bindings={[{ combo: 'R', run: outer }]} />
        <KeyScope>
          <Keys title="Inner" bindings={[{ combo: 'R', run: inner }]} />
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
        <Keys
          title="List"
          bindings={[
            { combo: 'R', run: letter },
            { combo: 'Ctrl+S', run: combination },
          ]}
        />
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
        <Keys title="List" bindings={[{ combo: 'Enter', run }]} />
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
            { combo: 'R', label: 'restart', run: below },
            { combo: 'Ctrl+0', label: 'normal size', always: true, run: zoom },
          ]}
        />
        <Hints />
        <Dialog title="Sure?" width={400} onClose={() => undefined} actions={null}>
          <Keys title="Dialog" bindings={[{ combo: 'Ctrl+Enter', label: 'save', run: inside }]} />
        </Dialog>
      </>,
    );
    await user.keyboard('r{Control>}0{/Control}{Control>}{Enter}{/Control}');
    expect(below).not.toHaveBeenCalled();
    expect(zoom).toHaveBeenCalledOnce();
    expect(inside).toHaveBeenCalledOnce();
    expect(screen.getByText('Ctrl+Enter save; Ctrl+0 normal size')).toBeDefined();
  });

  it('Esc closes a dialog and leads no further', async () => {
    const back = vi.fn();
    const close = vi.fn();
    const { user } = renderKit(
      <>
        <KeyScope>
          <KeyScope>
            <Keys title="Page" bindings={[{ combo: 'Escape', run: back }]} />
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
        <Keys
          title="Page"
          bindings={[
            { combo: 'R', run: below },
            { combo: 'Escape', run: below },
          ]}
        />
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
        <Keys
          title="Page"
          bindings={[
            { combo: 'Enter', run: enter },
            { combo: 'Space', run: space },
          ]}
        />
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
        <Keys title="Page" bindings={[{ combo: 'Escape', run: back }]} />
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
        <Keys title="Outer" bindings={[{ combo: 'R', run: above }]} />
        <KeyScope>
          <Keys title="Inner" bindings={[{ combo: 'R', label: 'restart', unavailable: 'Read-only.', run: vi.fn() }]} />
          <Why />
        </KeyScope>
      </>,
    );
    expect(screen.getByText('restart: Read-only.')).toBeDefined();
    await user.keyboard('r');
    expect(above).toHaveBeenCalledOnce();
  });

  it('does not act on a key that somebody has taken', () => {
    const run = vi.fn();
    renderKit(<Keys title="List" bindings={[{ combo: 'Escape', run }]} />);
    const taken = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    taken.preventDefault();
    fireEvent(window, taken);
    expect(run).not.toHaveBeenCalled();
  });
});
