import { Menu } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type Ref, useLayoutEffect } from 'react';
import type { Combo } from '../lib/keys';
import { Kbd } from './kbd';
import { KeyScope } from './keys/keys-provider';
import styles from './menu.module.css';

export interface MenuItem {
  id: string;
  label: string;
  icon?: Icon;
  /** A few grey words after the label. */
  note?: string;
  /** A grey line below the label: what it does. */
  explain?: string;
  combo?: Combo | undefined;
  danger?: boolean;
  /** A line above this item. */
  divided?: boolean;
  /** Why it cannot be chosen; it is then grey with this text. */
  reason?: string;
  run: () => void;
}

type Point = { readonly x: number; readonly y: number };

/** The floating part of a menu, below a button or at a point of the window. */
export function OpenMenu({
  at,
  items,
  foot,
  align,
  width,
  onClose,
}: {
  at: HTMLElement | Point;
  items: readonly MenuItem[];
  foot: ReactNode;
  align: 'start' | 'end';
  width: number | undefined;
  onClose: () => void;
}) {
  const button = at instanceof HTMLElement ? at : null;
  const close = () => {
    // The menu goes with its focus, unless a press elsewhere has taken that already.
    if (document.activeElement?.closest('[role="menu"]') != null) {
      button?.focus({ preventScroll: true });
    }
    onClose();
  };
  return (
    <Menu
      opened
      onClose={close}
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={button === null ? 0 : 4}
      shadow="none"
      hideDetached={false}
      returnFocus={button === null}
      transitionProps={{ duration: 0 }}
      {...(width === undefined ? {} : { width })}
    >
      <Menu.Target>
        {at instanceof HTMLElement ? (
          <Anchor element={at} />
        ) : (
          <span className={styles.point} style={{ left: at.x, top: at.y }} />
        )}
      </Menu.Target>
      <Menu.Dropdown onKeyDown={taken}>
        <KeyScope barrier>
          <Items items={items} />
          {foot !== undefined && <div className={styles.foot}>{foot}</div>}
        </KeyScope>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Represents a button that is already on the page. */
function Anchor({ element, ref }: { element: HTMLElement; ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    if (typeof ref === 'function') {
      ref(element);
      return () => void ref(null);
    }
    return undefined;
  }, [element, ref]);
  return null;
}

function Items({ items }: { items: readonly MenuItem[] }) {
  return items.map((item) => (
    <div key={item.id}>
      {item.divided === true && <Menu.Divider />}
      <Menu.Item
        onClick={item.run}
        disabled={item.reason !== undefined}
        className={item.danger === true ? styles.danger : undefined}
        leftSection={item.icon === undefined ? undefined : <item.icon size={14} stroke={1.75} aria-hidden />}
        rightSection={item.combo === undefined ? undefined : <Kbd combo={item.combo} />}
      >
        {item.label}
        {(item.reason ?? item.note) !== undefined && <span className={styles.note}>{item.reason ?? item.note}</span>}
        {item.explain !== undefined && <span className={styles.explain}>{item.explain}</span>}
      </Menu.Item>
    </div>
  ));
}

/** Esc closed the menu; it must not leave the page, too. */
function taken(event: KeyboardEvent) {
  if (event.key === 'Escape') {
    event.preventDefault();
  }
}
