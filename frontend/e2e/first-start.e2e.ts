import { afterAll, beforeAll, expect, test } from 'vitest';
import { openForm, typeField } from './form';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

/** What an attacker's documentation would leave, and what the page forbade. */
interface Marks {
  sandboxHostile?: unknown;
  forbidden: string[];
}

const hostile = [
  'script',
  'handler',
  'link',
  'svg',
  'style',
  'form',
  'frame',
  'image',
  'clobber',
  'template',
  'unicode',
] as const;

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('first-start'));
  page = new Page(app);
  await app.browser.execute(() => {
    const marks = window as unknown as Marks;
    marks.forbidden = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      marks.forbidden.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
});

afterAll(async () => {
  await app.quit();
});

test('the first minute needs no cluster', async () => {
  await page.see('You are in the sandbox');
  await page.see('shop-orders-search-sink');
  await page.see('Field does not exist: customer_id');
  await page.screen('01-first-start');
});

test('a failed connector says its root cause before its trace', async () => {
  await page.pressRow('shop-orders-search-sink');
  await page.see('Root cause');
  await page.see('tasks failed');
  await page.screen('02-failed-connector');
  const text = await page.text();
  expect(text.indexOf('Root cause')).toBeLessThan(text.indexOf('Trace of task'));
});

test.each(['Tasks', 'Config', 'Topics', 'Offsets'])('its tab %s', async (tab) => {
  await page.click(`//*[@role="tab"][contains(., "${tab}")]`, `the tab ${tab}`);
  await page.notSee('reading');
  await page.screen(`03-${tab.toLowerCase()}`);
});

test('every call is in the log, as curl', async () => {
  await page.keys('Control', 'j');
  await page.see('/connectors?expand=status');
  await page.pressRow('/connectors?expand=status');
  await page.see('curl -sS');
  await page.screen('04-calls');
});

test('the settings', async () => {
  await page.press('Settings');
  await page.see('Appearance');
  await page.screen('05-settings');
});

test('documentation of a hostile plugin does nothing', async () => {
  await page.press('Sandbox');
  await openForm(page, 'KitchenSinkConnector');
  for (const name of hostile) {
    await page.fill('Find a setting', `kitchen.docs.${name}`);
    await page.click(`//*[@id="setting kitchen.docs.${name}"]`, `the setting ${name}`);
    await page.see(`kitchen.docs.${name}`);
    const alive = await app.browser.execute(() =>
      [
        ...document.querySelectorAll(
          '#root :is(img, style:not([data-mantine-styles]), script, form, iframe, object, embed, base, meta, link, video, picture, textarea, select, math)',
        ),
        ...document.querySelectorAll(
          '#root :is([onload], [onerror], [onclick], [onfocus], [style*="evil"], a:not([href^="#"]))',
        ),
      ].map((element) => element.outerHTML),
    );
    expect(alive, name).toEqual([]);
  }
  await page.fill('Find a setting', 'kitchen.docs.link');
  await page.click('//*[@id="setting kitchen.docs.link"]', 'the setting with links');
  expect(await page.text()).not.toContain('javascript:');
  await page.screen('06-hostile-docs');
});

test('a link of the documentation is shown before it is followed', async () => {
  await page.fill('Find a setting', 'kitchen.docs.html');
  await page.click('//*[@id="setting kitchen.docs.html"]', 'the setting with a good link');
  await page.press('a link');
  await page.see('https://kafka.apache.org/documentation/');
  await page.screen('07-link');
  await page.keys('Escape');
  await page.dialogClosed();
});

test('a draft is stored', async () => {
  await page.fill('Find a setting', '');
  await typeField(page, 'name', 'kitchen');
  await page.see('Draft saved');
  await page.press('Drafts');
  await page.see('new connector');
  await page.screen('08-drafts');
});

test('a page of the web cannot take the place of the app', async () => {
  const before = await app.browser.getUrl();
  const marks = await app.browser.execute(() => {
    const { sandboxHostile, forbidden } = window as unknown as Marks;
    return { sandboxHostile: sandboxHostile ?? null, forbidden };
  });
  expect(marks).toEqual({ sandboxHostile: null, forbidden: [] });
  await app.browser.execute(() => {
    window.location.href = 'http://127.0.0.1:9/';
  });
  expect(await app.browser.execute(() => window.open('http://127.0.0.1:9/') === null)).toBe(true);
  await page.press('Settings');
  await page.see('Appearance');
  expect((await app.browser.getUrl()).split('#')[0]).toBe(before.split('#')[0]);
});
