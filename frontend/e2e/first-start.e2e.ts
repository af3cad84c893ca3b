import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow, picture } from './window';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('first-start'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

test('the first minute needs no cluster', async () => {
  await page.see('You are in the sandbox');
  await page.see('shop-orders-search-sink');
  await page.see('Field does not exist: customer_id');
  await page.accessible('first start');
  await picture(app, '01-first-start');
});

test('a failed connector says its root cause before its trace', async () => {
  await page.pressRow('shop-orders-search-sink');
  await page.see('Root cause');
  await page.see('tasks failed');
  await page.accessible('a failed connector');
  await picture(app, '02-failed-connector');
  const text = await page.text();
  expect(text.indexOf('Root cause')).toBeLessThan(text.indexOf('Trace of task'));
});

test('every call is in the log, as curl', async () => {
  await page.keys('Control', 'j');
  await page.see('/connectors?expand=status');
  await page.pressRow('/connectors?expand=status');
  await page.see('curl -sS');
  await page.accessible('calls');
  await picture(app, '03-calls');
});

test('a page of the web cannot take the place of the app', async () => {
  const before = await app.browser.getUrl();
  await app.browser.execute(() => {
    window.location.href = 'http://127.0.0.1:9/';
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await app.browser.getUrl()).toBe(before);
  expect(await app.browser.execute(() => window.open('http://127.0.0.1:9/') === null)).toBe(true);
});
