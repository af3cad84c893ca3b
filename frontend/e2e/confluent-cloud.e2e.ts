import { afterAll, beforeAll, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('confluent-cloud'));
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

test('the simulated Confluent Cloud is switched on, and its list says what is wrong', async () => {
  await page.see('shop-orders-search-sink');
  await go('#/settings');
  await page.click('//label[.//input[@aria-label="Show managed sandbox clusters"]]', 'the switch');
  await page.see('Sandbox Confluent Cloud');
  await go('#/c/sandbox-confluent');
  await page.see('customers-crm-sink');
  await page.see('Table MISSING does not exist', 30);
  await page.screen('confluent-list');
});

test("a connector's page has the service's words", async () => {
  await go('#/c/sandbox-confluent/n/returns-warehouse-sink');
  await page.see('USER_ACTIONABLE_ERROR');
  await page.see('The service reports DEGRADED.');
  await page.screen('confluent-connector');
});

test('the form comes from validate', async () => {
  await go('#/c/sandbox-confluent/new');
  await page.see('SandboxWarehouseSink');
  await page.screen('confluent-plugins');
});

test('the offsets are named by the id of the connector', async () => {
  await go('#/c/sandbox-confluent/n/orders-warehouse-sink/offsets');
  await page.see('connect-lcc-');
  await page.screen('confluent-offsets');
});

test('an edit asks for the masked password', async () => {
  await go('#/c/sandbox-confluent/n/orders-warehouse-sink/edit');
  await page.see('connection.password');
  await page.screen('confluent-edit');
});
