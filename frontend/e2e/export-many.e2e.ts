import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow, pressNative } from './window';

const home = newHome('export-many');

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(home);
  page = new Page(app);
  await page.see('shop-orders-search-sink', 40);
});

afterAll(async () => {
  await app.quit();
});

test('the selected connectors are read, and it is said what will be exported', async () => {
  await page.fill('Filter connectors', 'shop-');
  await page.keys('ArrowDown');
  await page.keys('Control', 'a');
  await page.see(/\d+ selected/);
  await page.press('Export…');
  await page.see(/can be exported/);
  await page.screen('79-export-many');
});

test('they are written as one script, where the person says', async () => {
  await page.press('Save ');
  const path = join(home, 'all.sh');
  pressNative('Save the export', 'Return', '79-export-many-where', path);
  await page.see(`Saved as ${path}`, 30);
  const script = readFileSync(path, 'utf8');
  expect(script.match(/^curl /gm)?.length).toBeGreaterThan(2);
  expect(script).toContain('CONNECT_PASSWORD');
});
