import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, filesWith, newHome, openNative, openWindow, pressNative } from './window';

const home = newHome('import-clusters');
const password = 'canary-import-password';
const fromEnvironment = 'canary-import-variable';

/** Three new clusters; nothing listens at their addresses. */
const kpow = `# Kpow, shop
BOOTSTRAP=kafka-1.shop.eu.internal:9093
LICENSE_ID=canary-import-license
ALLOW_CONNECT_CREATE=false
ALLOW_CONNECT_EDIT=true

CONNECT_NAME=returns-eu
CONNECT_REST_URL=http://127.0.0.1:9/returns
CONNECT_AUTH=BASIC
CONNECT_BASIC_AUTH_USER=kpow
CONNECT_BASIC_AUTH_PASS=\${SLUICEWAY_E2E_RETURNS}
CONNECT_PERMISSIVE_SSL=true
CONNECT_TIMEOUT_MS=20000

CONNECT_NAME_2=shop-mirror
CONNECT_REST_URL_2=http://127.0.0.1:9/mirror
CONNECT_AUTH_2=BASIC
CONNECT_BASIC_AUTH_USER_2=kpow
CONNECT_BASIC_AUTH_PASS_2=${password}

ENVIRONMENT_NAME_3=stock
CONNECT_REST_URL_3=http://127.0.0.1:9/stock
CONNECT_GROUP_ID_3=connect-stock
`;

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  writeFileSync(join(home, 'shop.env'), kpow);
  app = await openWindow(home, { SLUICEWAY_E2E_RETURNS: fromEnvironment });
  page = new Page(app);
  await page.see('Field does not exist: customer_id', 40);
});

afterAll(async () => {
  await app.quit();
});

async function openImport(): Promise<void> {
  await page.press('Add or import clusters');
  await page.press('Import clusters…');
  await page.see('Understood here');
}

test('import a Kpow file with three clusters', async () => {
  await openImport();
  await page.screen('80-import-empty');
  await page.fill('Configuration of another tool', kpow);
  await page.press('Read this text');
  await page.see('3 new clusters understood', 30);
  await page.see('Nothing was sent and no variable was read.');
  const text = await page.text();
  expect(text).not.toContain('canary');
  await page.screen('81-import-kpow');
});

test('Add says what is missing, by keys alone', async () => {
  await page.keys('Control', 'Enter');
  await page.see('Choose one, then press Add again.');
  await page.press('staging');
  await page.keys('Control', 'Enter');
  await page.see('2 of 3 clusters added');
  await page.see('The variable SLUICEWAY_E2E_RETURNS has no value');
  await page.screen('82-import-partly');
});

test('one variable is read when its button is pressed', async () => {
  await page.press('Read from environment: SLUICEWAY_E2E_RETURNS');
  await page.see('Read from the environment: SLUICEWAY_E2E_RETURNS');
  await page.keys('Control', 'Enter');
  await page.dialogClosed();
  await page.see('returns-eu');
  await page.see('shop-mirror');
  await page.see('stock');
});

test('a text that names no cluster says why', async () => {
  await openImport();
  await page.fill('Configuration of another tool', 'services: {db: {image: postgres}}');
  await page.press('Read this text');
  await page.see('No cluster found');
  await page.screen('84-import-none');
  await page.press('Cancel');
  await page.dialogClosed();
});

test('clusters are exported without their secrets', async () => {
  await page.press('Add or import clusters');
  await page.press('Export clusters…');
  await page.see('The file will contain no secrets.');
  await page.screen('85-export-clusters');
  const path = join(home, 'clusters.json');
  await page.press('Save 3 clusters…');
  pressNative('Save the export', 'Return', '85-export-where', path);
  await page.see(`Saved as ${path}`, 30);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('"shop-mirror"');
  expect(text).not.toContain('canary');
  await page.press('Close');
});

test('the same as a file: all are here already', async () => {
  await openImport();
  await page.press('Open a file…');
  openNative('Import clusters', join(home, 'shop.env'), '80-import-where');
  await page.see('shop.env', 30);
  await page.see('All 3 clusters are here already');
  await page.screen('83-import-here');
  await page.press('Cancel');
  await page.dialogClosed();
});

test('no secret of the file is in the data folder', async () => {
  await app.quit();
  for (const secret of [password, fromEnvironment, 'canary-import-license']) {
    expect(filesWith(join(home, 'data'), secret)).toEqual([]);
  }
});
