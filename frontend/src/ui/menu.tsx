import { cloneElement, type MouseEventHandler, type ReactElement, type ReactNode, type Ref, useState } from 'react';
import { later } from './later';
import type { MenuItem } from './open-menu';

export type { MenuItem } from './open-menu';

interface MenuButton {
  ref?: Ref<HTMLButtonElement>;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

/** The floating part is loaded when the first menu is opened; a closed menu is only its button. */
export const OpenMenu = later(async () => (await import('./open-menu')).OpenMenu);

/**
 * A menu that opens from a button; keys of the page are blocked while it is open. `children` is that button; it must
 * accept a ref and the attributes of a button, as Button and IconButton do.
 */
export function Menu({
  items,
  children,
  foot,
  align = 'end',
  width,
}: {
  items: readonly MenuItem[];
  children: ReactElement<MenuButton>;
  foot?: ReactNode;
  align?: 'start' | 'end';
  width?: number;
}) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {cloneElement(children, {
        ref: setButton,
        onClick: () => setOpen(!open),
        'aria-haspopup': 'menu',
        'aria-expanded': open,
      })}
      {open && button !== null && (
        <OpenMenu at={button} items={items} foot={foot} align={align} width={width} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** A menu at a point (right click, or the M key on a row). Render it while `at` is set. */
export function MenuAt({
  at,
  items,
  onClose,
}: {
  at: { x: number; y: number } | null;
  items: readonly MenuItem[];
  onClose: () => void;
}) {
  return (
    at !== null && <OpenMenu at={at} items={items} foot={undefined} align="start" width={undefined} onClose={onClose} />
  );
}
