import { afterAll, beforeAll, test } from 'vitest';
import { Page } from '../page';
import { type AppWindow, newHome, openWindow } from '../window';
import { figure } from './figures';

const budget = 100;

let app: AppWindow;

beforeAll(async () => {
  app = await openWindow(newHome('bench-screens'));
});

afterAll(async () => {
  await app.quit();
});

/** Milliseconds from going to an address to the end of the frame that shows its screen, taken inside the page. */
async function visit(address: string, selector: string): Promise<number> {
  return app.browser.executeAsync(
    (to: string, shown: string, done: (took: number) => void) => {
      const begun = performance.now();
      window.location.hash = to;
      const wait = () => {
        if (document.querySelector(shown) === null) {
          requestAnimationFrame(wait);
          return;
        }
        window.addEventListener('message', () => done(performance.now() - begun), { once: true });
        window.postMessage(null, '*');
      };
      requestAnimationFrame(wait);
    },
    address,
    selector,
  );
}

test('the first visit to each screen after the start', async () => {
  const page = new Page(app);
  await page.see('shop-orders-search-sink', 60);
  const screens = [
    ['a connector', '#/c/sandbox/n/shop-orders-search-sink', 'main[aria-label="shop-orders-search-sink"] [role="tab"]'],
    ['choosing a plugin', '#/c/sandbox/new', 'main [role="option"]'],
    ['drafts', '#/drafts', 'main[aria-label="Drafts"]'],
    ['calls', '#/calls', 'main[aria-label="Calls"]'],
    ['settings', '#/settings', 'main[aria-label="Settings"]'],
  ] as const;
  for (const [what, address, selector] of screens) {
    figure(`first visit after the start: ${what}`, await visit(address, selector), budget);
  }
});
