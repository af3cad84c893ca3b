import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

// The main job with keys only: nothing here presses, clicks or fills.
const broken = 'shop-orders-search-sink';
const made = 'keyboard-source';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('keyboard'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

test('the failed connector is found and its cause read', async () => {
  await page.see('Field does not exist: customer_id', 40);
  await toList();
  await keyUntil('j', 'the failed connector', async () => (await cursorRow()).includes(broken));
  await page.screen('61-keyboard-list');
  await page.keys('Enter');
  await page.see('Root cause');
  await page.see('Field does not exist: customer_id');
  await page.screen('62-keyboard-cause');
});

test('its setting is edited, reviewed and saved', async () => {
  await page.keys('e');
  await page.see('All settings');
  await setByKeys('id.field', 'order_id');
  await page.see('No problems', 40);
  await page.screen('63-keyboard-edit');
  await page.keys('Control', 's');
  await page.see('After saving', 30);
  await page.see('order_id');
  await page.screen('64-keyboard-review');
  await page.keys('Control', 's');
  await page.see(/Saved\./, 60);
  await page.see(/tasks are running/, 60);
  await page.screen('65-keyboard-saved');
});

test('it is restarted', async () => {
  await page.keys('Enter');
  await page.see('The connector and its 2 tasks are running.', 60);
  await page.keys('r');
  await page.see('Nothing has been sent yet.');
  await page.screen('66-keyboard-restart');
  await page.keys('Control', 'Enter');
  await page.dialogClosed();
  await page.see(/Restart (accepted|sent)|restarted/i, 40);
});

test('a new one is created', async () => {
  await page.keys('Escape'); // what happened after the save
  await page.see('Create another…');
  await page.keys('Escape');
  await page.see('New connector');
  await toList();
  await page.keys('n');
  await page.see('Open the form');
  await keyUntil('Tab', 'the search for plugins', async () => (await focused()) === 'Search plugins');
  await type('FileStreamSource');
  await page.screen('67-keyboard-picker');
  await page.keys('Enter');
  await page.see('All settings');
  await setByKeys('name', made);
  await setByKeys('file', '/data/keyboard/lines.txt');
  await setByKeys('topic', 'keyboard-lines');
  await page.see('No problems', 40);
  await page.screen('68-keyboard-new');
  await page.keys('Control', 's');
  await page.see(/Created\./, 60);
  await page.screen('69-keyboard-created');
  await page.keys('Enter');
  await page.see('The connector and its task are running.', 60);
});

/** The card for a first cluster has the focus at first, and letters are typed there. */
function toList(): Promise<void> {
  return keyUntil('Tab', 'the list', async () => (await focused()) === 'Connectors of Sandbox');
}

/** Goes to a setting of the open form with Tab, and types in place of what it holds. */
async function setByKeys(key: string, text: string): Promise<void> {
  await keyUntil('Tab', `the setting ${key}`, async () => (await focused()) === `setting ${key}`);
  await page.keys('Control', 'a');
  await type(text);
  expect(await typed()).toBe(text);
}

async function type(text: string): Promise<void> {
  for (const letter of text) await page.keys(letter);
}

/** Presses a key again and again, but no more often than a person would. */
async function keyUntil(key: string, what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await holds()) return;
    await page.keys(key);
  }
  throw new Error(
    `${key} does not lead to ${what}; the focus is at ${await focused()}; the page reads:\n${await page.text()}`,
  );
}

/** What has the focus: its id, or else its label. */
function focused(): Promise<string> {
  return app.browser.execute(() => {
    const element = document.activeElement;
    return element === null ? '' : element.id || (element.getAttribute('aria-label') ?? element.tagName);
  });
}

function typed(): Promise<string> {
  return app.browser.execute(() => (document.activeElement as HTMLInputElement | null)?.value ?? '');
}

/** The row of the list that the keys act on. */
function cursorRow(): Promise<string> {
  return app.browser.execute(() => document.querySelector('[role="row"][data-cursor]')?.textContent ?? '');
}
