import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from '../clusters';
import { Page } from '../page';
import { type AppWindow, newHome, openWindow } from '../window';
import { hasWorker } from '../worker';
import { figure, median, percentile } from './figures';

/** Milliseconds on top of Go's answer, of the page's work, and on top of a frame in which nothing moves. */
const budget = { open: 80, first: 120, work: 8, paint: 8, requests: 2 };
const runs = 5;
const typed = 60;

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('bench-form'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

/** How many calls the app made about a plugin so far. */
async function asked(plugin: string): Promise<number> {
  return app.browser.executeAsync((name: string, done: (count: number) => void) => {
    type Calls = { Page(...args: unknown[]): Promise<{ calls: { path: string }[] }> };
    const { go } = window as unknown as { go: { app: { Calls: Calls } } };
    void go.app.Calls.Page('', '', 0, 0).then(({ calls }) => {
      done(calls.filter(({ path }) => path.startsWith('/connector-plugins/') && path.includes(name)).length);
    });
  }, plugin);
}

/**
 * Milliseconds from pressing the button that opens the form to the end of the frame that shows its first fields, taken
 * inside the page, so that the driver's own way is not among them. A message to the window itself ends the frame: that of
 * a MessageChannel goes through another process of WebKit, and comes when that has time.
 */
async function open(): Promise<number> {
  return app.browser.executeAsync((done: (took: number) => void) => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent.includes('Open the form'));
    const begun = performance.now();
    button?.click();
    const look = () => {
      if (document.querySelector('[data-key="name"] input') === null) {
        requestAnimationFrame(look);
        return;
      }
      window.addEventListener('message', () => done(performance.now() - begun), { once: true });
      window.postMessage(null, '*');
    };
    look();
  });
}

interface Typed {
  /** Until the frame that shows the key has ended; waiting for the display's next frame is part of it. */
  readonly painted: number[];
  /**
   * What the page did for the key and for Go's answer to it, layout included: from the key to the end of its own
   * handlers, and from the answer to the end of what it draws. Waiting for Go and painting are no part of it.
   */
  readonly worked: number[];
}

/** Types into the field in focus and takes the times of each key inside the page. */
async function type(text: string): Promise<Typed> {
  await app.browser.execute(() => {
    interface Host {
      keyTimes: { painted: number[]; worked: number[] };
      wails: { Callback(text: string): void };
    }
    const host = window as unknown as Host;
    const times = { painted: [] as number[], worked: [] as number[] };
    host.keyTimes = times;
    // React draws in microtasks of the task that brought the news, so these come after it.
    const settled = async () => {
      for (let hop = 0; hop < 100; hop++) {
        await null;
      }
      document.body.getBoundingClientRect();
    };
    let key = Promise.resolve(0);
    const onKey = (event: KeyboardEvent) => {
      const begun = event.timeStamp;
      requestAnimationFrame(() => {
        window.addEventListener('message', () => times.painted.push(performance.now() - begun), { once: true });
        window.postMessage(null, '*');
      });
      key = new Promise((done) => {
        // After React, which listens below the window.
        window.addEventListener('input', () => void settled().then(() => done(performance.now() - begun)), {
          once: true,
        });
      });
    };
    document.addEventListener('keydown', onKey, { capture: true });
    const answered = host.wails.Callback;
    host.wails.Callback = (message) => {
      const begun = performance.now();
      const before = key;
      answered(message);
      void settled().then(async () => {
        const took = performance.now() - begun;
        times.worked.push((await before) + took);
      });
    };
  });
  for (const letter of text) {
    await app.browser.keys(letter);
  }
  return app.browser.execute(() => (window as unknown as { keyTimes: Typed }).keyTimes);
}

/** What the answer of Go takes of that, its way over the bridge included. */
async function answered(plugin: string, profile = 'sandbox'): Promise<number> {
  return app.browser.executeAsync(
    (name: string, of: string, done: (took: number) => void) => {
      type Plugin = { class: string; version: string };
      const { go } = window as unknown as {
        go: {
          app: {
            Plugins: { List(...args: unknown[]): Promise<Plugin[]> };
            Forms: {
              StartNew(...args: unknown[]): Promise<{ draft: string }>;
              Close(...args: unknown[]): Promise<void>;
            };
          };
        };
      };
      void go.app.Plugins.List('', of).then(async (plugins) => {
        const chosen = plugins.find((each) => each.class.includes(name));
        const begun = performance.now();
        const form = await go.app.Forms.StartNew('', of, chosen?.class, chosen?.version);
        const took = performance.now() - begun;
        await go.app.Forms.Close('', form.draft);
        done(took);
      });
    },
    plugin,
    profile,
  );
}

/** How long frames take while nothing moves: what no key can be painted faster than. */
async function idleFrames(): Promise<number[]> {
  return app.browser.executeAsync((done: (times: number[]) => void) => {
    const times: number[] = [];
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (times.length === 120) {
        done(times.slice(2));
      } else {
        requestAnimationFrame(next);
      }
    };
    requestAnimationFrame(next);
  });
}

async function measure(what: string, plugin: string, answer: number): Promise<void> {
  const times: number[] = [];
  let requests = 0;
  const before = await asked(plugin);
  await page.press('New connector');
  for (let run = 0; run < runs; run++) {
    await page.fill('Search plugins', plugin);
    await page.see('Most important settings');
    times.push(await open());
    // Later runs know the facts of the plugin, and would hide what the first one asked.
    requests = run === 0 ? (await asked(plugin)) - before : requests;
    if (run < runs - 1) {
      await page.press('Close');
      await page.see('Open the form');
    }
  }
  figure(`${what}: Go's answer over the bridge, median of ${String(runs)}`, answer);
  figure(
    `${what}: the first opening of a form after the start`,
    times[0] ?? Number.NaN,
    answer + budget.open + budget.first,
  );
  figure(`${what}: opening the form, median of ${String(runs)}`, median(times), answer + budget.open);
  figure(`${what}: requests for it`, requests, budget.requests, 'requests');
  await app.browser.$('[data-key="name"] input').click();
  const idle = percentile(await idleFrames(), 0.95);
  figure(`${what}: a frame in which nothing moves, p95`, idle);
  const keys = await type('k'.repeat(typed));
  expect(keys.worked.length).toBeGreaterThanOrEqual(typed - 1);
  figure(`${what}: a key press, work of the page, p50`, percentile(keys.worked, 0.5));
  figure(`${what}: a key press, work of the page, p95`, percentile(keys.worked, 0.95), budget.work);
  figure(`${what}: key press to paint, p50`, percentile(keys.painted, 0.5));
  figure(`${what}: key press to paint, p95`, percentile(keys.painted, 0.95), idle + budget.paint);
}

test('the synthetic plugin of 400 settings', async () => {
  await page.see('shop-orders-search-sink', 60);
  const answers: number[] = [];
  for (let run = 0; run < runs; run++) {
    answers.push(await answered('WideSource'));
  }
  await measure('400 settings', 'WideSource', median(answers));
});

test.runIf(hasWorker)('the largest plugin of a real worker', async () => {
  await page.press('Close');
  await page.see('Open the form');
  await page.press('Close');
  await addCluster(page, 'bench');
  const profile = await app.browser.execute(() => decodeURIComponent(window.location.hash.split('/')[2] ?? ''));
  const answers: number[] = [];
  for (let run = 0; run < runs; run++) {
    answers.push(await answered('PostgresConnector', profile));
  }
  await measure('PostgresConnector', 'PostgresConnector', median(answers));
});
