import { useEffect, useSyncExternalStore } from 'react';
import { useBridge } from '../../bridge/context';
import type { Problem } from '../../bridge/dto';
import { isCanceled, problemOf } from '../../bridge/errors';
import type { Bridge } from '../../bridge/types';
import { firstRows, takeFirstRows } from '../../shell/first-list';
import { applied, noRows, type Rows } from './row-store';

const pageSize = 500;

interface Fed {
  readonly rows: Rows;
  /** False while pages of a big cluster are still being read. */
  readonly complete: boolean;
  /** Why reading the last page failed. */
  readonly problem: Problem | null;
}

/**
 * The rows of one cluster, held outside React: Go announces changes, the feed reads what changed since. It
 * outlives the screen, so that the list is there at once when the person comes back.
 */
class RowFeed {
  readonly #bridge: Bridge;
  readonly #profile: string;
  readonly #listeners = new Set<() => void>();
  #fed: Fed = { rows: noRows, complete: false, problem: null };
  #since = 0;
  #pulling = false;
  #again = false;
  #followers = 0;
  #off: () => void = () => undefined;

  constructor(bridge: Bridge, profile: string) {
    this.#bridge = bridge;
    this.#profile = profile;
    const first = firstRows(bridge, profile);
    if (first !== null) {
      this.#fed = { rows: applied(noRows, first), complete: !first.more, problem: null };
      this.#since = first.next;
    }
  }

  get = (): Fed => this.#fed;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Follows the cluster until the returned function is called. Each event causes one read, for any number of followers. */
  follow = (): (() => void) => {
    this.#followers += 1;
    if (this.#followers === 1) {
      this.#off = this.#bridge.on('cluster', ({ profile, version }) => {
        // A poll that changed only the head has the version that is already here.
        if (profile === this.#profile && version !== this.#since) {
          void this.pull();
        }
      });
      if (!takeFirstRows(this.#bridge, this.#profile)) {
        void this.pull();
      }
    }
    return () => {
      this.#followers -= 1;
      if (this.#followers === 0) {
        this.#off();
      }
    };
  };

  /** Reads one page after another, so that a late page cannot overwrite a newer one. */
  pull = async (): Promise<void> => {
    this.#again = true;
    if (this.#pulling) {
      return;
    }
    this.#pulling = true;
    while (this.#again) {
      this.#again = false;
      await this.#pages();
    }
    this.#pulling = false;
  };

  async #pages(): Promise<void> {
    let { rows } = this.#fed;
    try {
      for (let more = true; more; ) {
        const page = await this.#bridge.clusters.rows(this.#profile, this.#since, pageSize);
        rows = applied(rows, page);
        this.#since = page.next;
        more = page.more;
        // Draws the first page at once, and the rest of a big cluster together.
        if (!more || page.full) {
          this.#set({ rows, complete: !more, problem: null });
        }
      }
    } catch (reason) {
      if (!isCanceled(reason)) {
        this.#set({ rows, complete: this.#fed.complete, problem: problemOf(reason) });
      }
    }
  }

  #set(fed: Fed): void {
    const { rows, complete, problem } = this.#fed;
    if (fed.rows === rows && fed.complete === complete && fed.problem === problem) {
      return;
    }
    this.#fed = fed;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

const feeds = new WeakMap<Bridge, Map<string, RowFeed>>();

function feedOf(bridge: Bridge, profile: string): RowFeed {
  const ofBridge = feeds.get(bridge) ?? new Map<string, RowFeed>();
  feeds.set(bridge, ofBridge);
  const feed = ofBridge.get(profile) ?? new RowFeed(bridge, profile);
  ofBridge.set(profile, feed);
  return feed;
}

/** The rows of a cluster, updated while the component is mounted. */
export function useRows(profile: string): Fed {
  const feed = feedOf(useBridge(), profile);
  useEffect(() => feed.follow(), [feed]);
  return useSyncExternalStore(feed.subscribe, feed.get);
}
