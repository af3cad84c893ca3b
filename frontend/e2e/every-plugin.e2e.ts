import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from './clusters';
import { openForm, setField, settingsOf } from './form';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';
import { ask } from './worker';

const debezium = 'io.debezium.connector.postgresql.PostgresConnector';

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('every-plugin'));
  page = new Page(app);
  await addCluster(page);
});

afterAll(async () => {
  await app.quit();
});

test('every plugin of the worker opens as a form with every key that the worker names', async () => {
  const plugins = (await (await ask('/connector-plugins')).json()) as { class: string }[];
  expect(plugins.length).toBeGreaterThan(5);
  for (const plugin of plugins) {
    const keys = (await (await ask(`/connector-plugins/${plugin.class}/config`)).json()) as { name: string }[];
    // A name that holds %s or a regular expression is a template of names, not a setting.
    const settings = new Set(keys.map((key) => key.name).filter((key) => /^[\w.-]+$/.test(key))).size;
    await openForm(page, plugin.class);
    await page.until(
      async () => (await settingsOf(page)) >= settings,
      `${String(settings)} settings of ${plugin.class}`,
    );
    await leave();
  }
});

test('Debezium PostgreSQL: 146 settings and 3 templates of names, and only what was set would be sent', async () => {
  await openForm(page, debezium);
  expect(await settingsOf(page)).toBe(146);
  const set = {
    name: 'e2e-postgres',
    'database.hostname': 'pg.invalid',
    'database.dbname': 'orders',
    'topic.prefix': 'shop',
    'heartbeat.interval.ms': '5400000',
  };
  for (const [key, value] of Object.entries(set)) await setField(page, key, value);
  await page.until(async () => (await result()).includes('5400000'), 'the last value in the result');
  expect(JSON.parse(await result())).toEqual({
    name: 'e2e-postgres',
    config: { 'connector.class': debezium, ...set },
  });
  await page.screen('31-form-debezium');
  await page.press('Show descriptions');
  await page.screen('32-form-descriptions');
  await page.press('Show descriptions');
  await leave();
});

test('MirrorSource: keys without a group are one group, divided by their prefixes', async () => {
  await openForm(page, 'MirrorSourceConnector');
  await page.see(/\d+ of 93 set/);
  await page.press('General');
  await page.see('source.cluster.alias');
  await page.screen('33-form-mirror');
  await leave();
});

test('the Mongo source validates for ten seconds, and its form is used meanwhile', async () => {
  await openForm(page, 'MongoSourceConnector');
  await page.press('Validate');
  await page.press('Cancel');
  await page.press('Validate');
  await page.see('the worker is checking');
  await setField(page, 'database', 'shop');
  await page.until(async () => (await result()).includes('"database": "shop"'), 'the value in the result');
  await page.press('Validate');
  await page.see('the worker is checking');
  await page.fill('Find a setting', 'startup.mode');
  await page.see('startup.mode.copy.existing.max.threads');
  await page.fill('Find a setting', '');
  await page.see('checked by the worker', 40);
  await page.screen('34-form-mongo');
});

async function leave(): Promise<void> {
  await page.press('Close');
  await page.see('Open the form');
  await page.press('Close');
  await page.notSee('Open the form');
}

function result(): Promise<string> {
  return page.code('The draft as json');
}
