import { afterAll, beforeAll, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('about-cluster'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

test('what a cluster is, and which plugins it has', async () => {
  await page.see('shop-orders-search-sink');
  await page.click('//*[@role="tab"][contains(., "About")]', 'the tab About');
  await page.see('Kafka cluster id');
  await page.see('Transforms');
  await page.see('What it can do');
  await page.see('Show offsets');
  await page.keys('j');
  await page.keys('j');
  await page.screen('20-about');
});

test('a key is found in the settings of all plugins', async () => {
  await page.fill('Search plugins', 'search.url');
  await page.see('Have this key');
  await page.see('shop-orders-search-sink');
  await page.screen('21-about-key');
  await page.fill('Search plugins', 'errors.tolerence');
  await page.see('No plugin has this key');
  await page.see('errors.tolerance');
});
