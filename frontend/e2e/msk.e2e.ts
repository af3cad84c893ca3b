import { afterAll, beforeAll, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('msk'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

async function go(hash: string): Promise<void> {
  await app.browser.execute((to) => {
    location.hash = to;
  }, hash);
}

const cluster = '#/c/sandbox-msk';
const settingsGroup = '//nav[@aria-label="Groups of settings"]//button[contains(normalize-space(.), "AWS settings")]';

test('the simulated region is switched on', async () => {
  await page.see('shop-orders-search-sink');
  await go('#/settings');
  await page.click('//label[.//input[@aria-label="Show managed sandbox clusters"]]', 'the switch');
  await go(cluster);
  await page.see('returns-search-sink');
});

test('the first connector of a class has its AWS settings filled in', async () => {
  await go(`${cluster}/new`);
  await page.see('Open the form');
  await page.fill('Search plugins', 'io.sluiceway.sandbox.file.FileStreamSourceConnector');
  await page.press('Open a form for this class');
  await page.see('No definitions. Keys are free text.');
  await page.click(settingsGroup, 'the group of AWS settings');
  await page.see('Service role');
  await page.screen('msk-create');
});

test('a connector that runs on after an update that failed says so', async () => {
  await go(`${cluster}/n/orders-source`);
  await page.see('Its last update failed.');
  await page.screen('msk-connector');
});
