import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from './clusters';
import { openForm, setField } from './form';
import { Page } from './page';
import { type AppWindow, newHome, openWindow, picture } from './window';
import { worker } from './worker';

const name = `e2e-sink-${String(process.pid)}`;
// The folder does not exist, so the task cannot open its file.
const missing = join(worker().files, `missing-${String(process.pid)}`);

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  app = await openWindow(newHome('create-repair'));
  page = new Page(app);
  await addCluster(page);
});

afterAll(async () => {
  await app.quit();
});

test('a mistake is shown at its field, and the worker is not asked to create', async () => {
  await openForm(page, 'FileStreamSinkConnector');
  await setField(page, 'name', name);
  await setField(page, 'topics', 'e2e-orders');
  await setField(page, 'file', join(missing, 'out.txt'));
  await setField(page, 'tasks.max', 'two');
  await page.fill('Find a setting', 'tasks.max');
  await page.see(/Must be a whole number/);
  await page.accessible('the form');
  await picture(app, '21-form-mistake');
  await page.press('Create connector');
  await page.see(/1 problem/);
});

test('corrected it is created, and its failure is told with its root cause', async () => {
  await setField(page, 'tasks.max', '1');
  await page.notSee(/Must be a whole number/);
  await page.press('Create connector');
  await page.see('What happened', 40);
  await page.see('NoSuchFileException', 60);
  await page.accessible('right after create');
  await picture(app, '22-created-failed');
});

test('the form mends it: a diff first, then the save restarts it', async () => {
  await page.press('Back to the form');
  await page.see('All settings');
  mkdirSync(missing);
  await setField(page, 'file', join(missing, 'out-2.txt'));
  await page.keys('Control', 's');
  await page.see('After saving', 30);
  await page.see('out-2.txt');
  await page.accessible('the review');
  await picture(app, '23-review');
  await page.press('Save and restart');
  await page.see('What happened', 40);
  await page.see(/running/i, 60);
  await page.press('Open the connector');
  await page.see('are running', 60);
  await picture(app, '24-repaired');
});

test('a restart says what it restarts', async () => {
  await page.press('Restart');
  await page.see(/Restart (accepted|sent)|restarted/i, 30);
  const text = await page.text();
  expect(text).not.toContain('NoSuchFileException');
});
