import { Menu as MantineMenu } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd';
import { KeyScope } from './keys/keys-provider';
import styles from './menu.module.css';

export interface MenuItem {
  id: string;
  label: string;
  icon?: Icon;
  /** A few grey words behind the label. */
  note?: string;
  /** A grey line below the label: what it does. */
  explain?: string;
  combo?: string;
  danger?: boolean;
  /** A line above this item. */
  divided?: boolean;
  /** Why it cannot be chosen; it is then shown grey with these words. */
  reason?: string;
  run: () => void;
}

function Items({ items }: { items: readonly MenuItem[] }) {
  return items.map((item) => (
    <div key={item.id}>
      {item.divided === true && <MantineMenu.Divider />}
      <MantineMenu.Item
        onClick={item.run}
        disabled={item.reason !== undefined}
        className={item.danger === true ? styles.danger : undefined}
        leftSection={item.icon === undefined ? undefined : <item.icon size={14} stroke={1.75} aria-hidden />}
        rightSection={item.combo === undefined ? undefined : <Kbd combo={item.combo} />}
      >
        {item.label}
        {(item.reason ?? item.note) !== undefined && <span className={styles.note}>{item.reason ?? item.note}</span>}
        {item.explain !== undefined && <span className={styles.explain}>{item.explain}</span>}
      </MantineMenu.Item>
    </div>
  ));
}

/** Esc has closed the menu; it must not lead away from the page as well. */
function taken(event: KeyboardEvent) {
  if (event.key === 'Escape') {
    event.preventDefault();
  }
}

/** A menu that opens from a button; keys of the page are silent while it is open. `children` is that button; it must take a ref (Button and IconButton do). */
export function Menu({
  items,
  children,
  foot,
  align = 'end',
  width,
  opened,
  onChange,
}: {
  items: readonly MenuItem[];
  children: ReactElement;
  foot?: ReactNode;
  align?: 'start' | 'end';
  width?: number;
  opened?: boolean;
  onChange?: (opened: boolean) => void;
}) {
  return (
    <MantineMenu
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={4}
      shadow="none"
      hideDetached={false}
      transitionProps={{ transition: 'pop', duration: 120 }}
      {...(width === undefined ? {} : { width })}
      {...(opened === undefined ? {} : { opened })}
      {...(onChange === undefined ? {} : { onChange })}
    >
      <MantineMenu.Target>{children}</MantineMenu.Target>
      <MantineMenu.Dropdown onKeyDown={taken}>
        <KeyScope barrier>
          <Items items={items} />
          {foot !== undefined && <div className={styles.foot}>{foot}</div>}
        </KeyScope>
      </MantineMenu.Dropdown>
    </MantineMenu>
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
  if (at === null) {
    return null;
  }
  return (
    <MantineMenu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={0}
      shadow="none"
      hideDetached={false}
      transitionProps={{ duration: 0 }}
      returnFocus
    >
      <MantineMenu.Target>
        <span className={styles.point} style={{ left: at.x, top: at.y }} />
      </MantineMenu.Target>
      <MantineMenu.Dropdown onKeyDown={taken}>
        <KeyScope barrier>
          <Items items={items} />
        </KeyScope>
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
