import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, filesWith, newHome, openWindow } from './window';
import { worker } from './worker';

let app: AppWindow;
let page: Page;
const home = newHome('real-cluster');

beforeAll(async () => {
  app = await openWindow(home);
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
});

test('a wrong password is distinguished from an unreachable address', async () => {
  await page.addCluster();
  await page.fill('Name', 'development');
  await page.fill('Worker URL', `${worker().url}/connectors`);
  await page.press('Basic');
  await page.fill('User name', worker().user);
  await page.fill('Password', 'not the password');
  await page.press('Test');
  await page.see(/Authorised[\s\S]*(refused|wrong|not accepted|401)/i);
  await page.screen('11-cluster-dialog');
});

test('the right one is stored in the keyring and the list appears', async () => {
  await page.fill('Password', worker().password);
  await page.press('Test and save');
  await page.dialogClosed();
  await page.see('Kafka Connect 4.', 40);
  await page.see('orders-file-sink');
  await page.screen('12-real-cluster');
  // secret-tool reads the same keyring: the password is there, and nowhere in the data folder.
  const found = execFileSync('secret-tool', ['search', '--all', 'service', 'sluiceway'], { stdio: 'pipe' }).toString();
  expect(found).toContain(worker().password);
  expect(filesWith(join(home, 'data'), worker().password)).toEqual([]);
});

test('after a restart the app finds it again', async () => {
  await app.quit();
  app = await openWindow(home);
  page = new Page(app);
  await page.see('development');
  await page.see('Kafka Connect 4.', 40);
  await page.see('orders-file-sink');
  await page.screen('13-after-restart');
});
