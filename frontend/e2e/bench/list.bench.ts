import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from '../page';
import { type AppWindow, newHome, openWindow } from '../window';
import { figure, median, percentile } from './figures';

let app: AppWindow;

beforeAll(async () => {
  app = await openWindow(newHome('bench-list'), { SLUICEWAY_SANDBOX_SCALE: '1000' });
});

afterAll(async () => {
  await app.quit();
});

/** Scrolls by a good turn of the wheel in every frame, there and back, and returns how long each frame took. */
async function frames(scroll: boolean): Promise<number[]> {
  return app.browser.executeAsync((move: boolean, done: (times: number[]) => void) => {
    const scroller = document.querySelector('[role="grid"]')?.parentElement;
    if (scroller == null) {
      done([]);
      return;
    }
    scroller.scrollTop = 0;
    const times: number[] = [];
    let last = performance.now();
    let step = 120;
    const next = () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (times.length === 240) {
        done(times.slice(2));
        return;
      }
      if (move) {
        const end = scroller.scrollHeight - scroller.clientHeight;
        if (scroller.scrollTop + step > end || scroller.scrollTop + step < 0) {
          step = -step;
        }
        scroller.scrollTop += step;
      }
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }, scroll);
}

test('scrolling 1,000 rows', async () => {
  const page = new Page(app);
  const rows = async () =>
    Number(await app.browser.execute(() => document.querySelector('[role="grid"]')?.ariaRowCount));
  await page.until(async () => (await rows()) > 1_000, 'for all rows', 60);
  const still = await frames(false);
  figure('1,000 rows: a frame in which nothing moves, p95', percentile(still, 0.95));
  const runs: number[] = [];
  for (let run = 0; run < 5; run++) {
    const times = await frames(true);
    expect(times).not.toEqual([]);
    runs.push(percentile(times, 0.95));
  }
  figure('1,000 rows: scroll, p95 frame, median of 5', median(runs), 25);
});
