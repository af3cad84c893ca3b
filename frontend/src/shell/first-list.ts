import type { Boot, RowPage } from '../bridge/dto';
import type { Bridge } from '../bridge/types';

/** The list in the boot response, until the first screen uses it. */
interface FirstList {
  readonly profile: string;
  readonly page: RowPage;
  rows: boolean;
  open: boolean;
  /** Profiles that changed since boot was called; their part of the response is out of date. */
  readonly news: ReadonlySet<string>;
  readonly off: () => void;
}

const lists = new WeakMap<Bridge, FirstList>();

/** Records changes from now on. The returned function stores the boot response. */
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

/** The rows to draw first, if the boot response has them. */
export function firstRows(bridge: Bridge, profile: string): RowPage | null {
  const list = lists.get(bridge);
  return list?.profile === profile && list.rows ? list.page : null;
}

/** Whether those rows are still up to date. True at most once; after that the feed fetches changes. */
export function takeFirstRows(bridge: Bridge, profile: string): boolean {
  return take(bridge, profile, 'rows') && lists.get(bridge)?.page.more !== true;
}

/** Whether Go opened this cluster at the start and the page has its state. True at most once. */
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
