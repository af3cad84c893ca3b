import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from './clusters';
import { openForm, setField } from './form';
import { Page } from './page';
import { type AppWindow, filesWith, newHome, openWindow, processTexts } from './window';
import { configOf, deleteConnector, settles, worker } from './worker';

const name = `e2e-source-${String(process.pid)}`;
const file = join(worker().files, `${name}.txt`);
const part = `canary-${String(process.pid)}`;
const secret = `${part} "quoted" $HOME \`id\` \\ end`;
const home = newHome('export-delete-recreate');

let app: AppWindow;
let page: Page;
let made: Record<string, string> | null;

beforeAll(async () => {
  writeFileSync(file, 'one line\n');
  app = await openWindow(home);
  page = new Page(app);
  await addCluster(page);
});

afterAll(async () => {
  await app.quit();
  await deleteConnector(name);
  rmSync(file, { force: true });
});

test('a connector with a secret is created', async () => {
  await openForm(page, 'FileStreamSourceConnector');
  await setField(page, 'name', name);
  await setField(page, 'file', file);
  await setField(page, 'topic', 'e2e-lines');
  await page.press('Other settings');
  await page.fill('Key to add', 'e2e.password');
  await page.fill('Its value', secret);
  await page.keys('Enter');
  await page.see('<secret: e2e.password>');
  await page.screen('41-other-settings');
  await page.press('Create connector');
  await page.see('Created. Its task is running.', 60);
  await page.screen('42-created');
  made = await configOf(name);
  expect(made?.['e2e.password']).toBe(secret);
  await page.press('Open the connector');
  await page.see('The connector and its task are running.');
});

let curl = '';

test('exported it is a command without login and secret', async () => {
  await page.press('More actions');
  await page.press('Export…');
  await page.see('Made on this computer. Nothing was sent');
  // The text comes a moment after the dialog.
  await page.see('--data-binary @-');
  curl = await page.code('The exported text');
  expect(curl).toContain('$CONNECT_USER:$CONNECT_PASSWORD');
  expect(curl).toContain('E2E_PASSWORD');
  expect(curl).not.toContain(part);
  expect(curl).not.toContain(worker().password);
  await page.screen('43-export');
  await page.press('Close');
  await page.dialogClosed();
});

test('deleted with the facts said, it comes back by the command', async () => {
  await remove();
  await expect.poll(() => configOf(name), settles).toBeNull();
  const variable = /\b[A-Z0-9_]*E2E_PASSWORD\b/.exec(curl)?.[0] ?? '';
  const { user, password } = worker();
  execFileSync('sh', ['-c', curl], {
    env: { PATH: process.env['PATH'], CONNECT_USER: user, CONNECT_PASSWORD: password, [variable]: secret },
    stdio: 'pipe',
  });
  await expect.poll(() => configOf(name), settles).toEqual(made);
});

test('deleted again, it is created again from its stored config', async () => {
  // It is hidden for a while after a delete, because workers go on listing what is deleted.
  await page.pressRow(name);
  await page.see('The connector and its task are running.', 40);
  await remove();
  await page.press('Drafts');
  await page.see('last configs, each stored for 30 days');
  await page.see(name);
  await page.screen('45-recently-deleted');
  await page.press('Recreate…');
  await page.see('All settings');
  await page.press('Create connector');
  await page.see('Created. Its task is running.', 60);
  await expect.poll(() => configOf(name), settles).toEqual(made);
});

test('the secret is in no file of the app and nowhere that the system shows', async () => {
  const texts = processTexts(app);
  expect(texts.length).toBeGreaterThan(1);
  for (const text of [part, worker().password]) {
    expect(texts.filter((each) => each.includes(text))).toEqual([]);
  }
  await app.quit();
  expect(filesWith(home, part)).toEqual([]);
  expect(filesWith(home, worker().password)).toEqual([]);
});

async function remove(): Promise<void> {
  await page.press('More actions');
  await page.press('Delete…');
  await page.see('What stays behind');
  await page.see('Its config is stored here for 30 days');
  await page.screen('44-delete');
  await page.press('Delete connector');
  await page.dialogClosed();
  await page.see('New connector');
}
