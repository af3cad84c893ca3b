import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderKit } from '../testing/render';
import { Menu } from './menu';

function setUp() {
  const run = vi.fn();
  const { user } = renderKit(
    <>
      <Menu items={[{ id: 'a', label: 'First', run }]}>
        <button type="button">More</button>
      </Menu>
      <input aria-label="beside" />
    </>,
  );
  return { user, run, more: screen.getByRole('button', { name: 'More' }) };
}

const closed = () => waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull());

describe('a menu', () => {
  it('says that its button opens one, and whether it is open', async () => {
    const { user, more } = setUp();
    expect([more.getAttribute('aria-haspopup'), more.getAttribute('aria-expanded')]).toEqual(['menu', 'false']);
    await user.click(more);
    await screen.findByRole('menuitem', { name: 'First' });
    expect(more.getAttribute('aria-expanded')).toBe('true');
    await user.click(more);
    await closed();
  });

  it('runs what is chosen and closes', async () => {
    const { user, more, run } = setUp();
    await user.click(more);
    await user.click(await screen.findByRole('menuitem', { name: 'First' }));
    expect(run).toHaveBeenCalledOnce();
    await closed();
  });

  it('gives the focus back to its button with Esc, but not to take it from a field', async () => {
    const { user, more } = setUp();
    await user.click(more);
    await waitFor(() => expect(screen.getByRole('menu').contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await closed();
    expect(document.activeElement).toBe(more);
    await user.click(more);
    await screen.findByRole('menuitem');
    await user.click(screen.getByLabelText('beside'));
    await closed();
    expect(document.activeElement).toBe(screen.getByLabelText('beside'));
  });
});
