import type { Boot, RowPage } from '../bridge/dto';
import type { Bridge } from '../bridge/types';

/** The list that came with boot, until the first screen takes it. */
interface FirstList {
  readonly profile: string;
  readonly page: RowPage;
  rows: boolean;
  open: boolean;
  /** Profiles with news since boot was asked; what boot brought of them is old. */
  readonly news: ReadonlySet<string>;
  readonly off: () => void;
}

const lists = new WeakMap<Bridge, FirstList>();

/** Hears news from now on; the returned function keeps what boot answered. */
export function watchForFirstList(bridge: Bridge): (boot: Boot) => void {
  const news = new Set<string>();
  const off = bridge.on('cluster', ({ profile }) => news.add(profile));
  return ({ opened, open, rows }) => {
    if (opened) {
      lists.set(bridge, { profile: open, page: rows, rows: true, open: true, news, off });
    } else {
      off();
    }
  };
}

/** The rows to draw first, if boot brought them. */
export function firstRows(bridge: Bridge, profile: string): RowPage | null {
  const list = lists.get(bridge);
  return list?.profile === profile && list.rows ? list.page : null;
}

/** Whether those rows are still all there is to know; true at most once, then the feed asks for what changes. */
export function takeFirstRows(bridge: Bridge, profile: string): boolean {
  return take(bridge, profile, 'rows') && lists.get(bridge)?.page.more !== true;
}

/** Whether Go has had this cluster open since the start, and the page has its state; true at most once. */
export function takeFirstOpen(bridge: Bridge, profile: string): boolean {
  return take(bridge, profile, 'open');
}

function take(bridge: Bridge, profile: string, what: 'rows' | 'open'): boolean {
  const list = lists.get(bridge);
  if (list?.profile !== profile || !list[what]) {
    return false;
  }
  list[what] = false;
  if (!list.rows && !list.open) {
    list.off();
  }
  return !list.news.has(profile);
}
