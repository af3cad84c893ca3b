import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from './clusters';
import { openForm, setField, typeField } from './form';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';
import { configOf, deleteConnector, settles, worker } from './worker';

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
  await deleteConnector(name);
  rmSync(missing, { recursive: true, force: true });
});

test('a mistake is shown at its field, and the worker is not asked to create', async () => {
  await openForm(page, 'FileStreamSinkConnector');
  await setField(page, 'name', name);
  await setField(page, 'topics', 'e2e-orders');
  await setField(page, 'file', join(missing, 'out.txt'));
  await page.fill('Find a setting', 'tasks.max');
  await typeField(page, 'tasks.max', 'two');
  await page.see('Must be a whole number.');
  await page.see('1 problem, checked by the worker');
  await page.screen('21-form-mistake');
  await page.press('Create connector');
  await page.see(/1 problem/);
  await page.see('Must be a whole number.');
});

test('corrected it is created, and its failure is shown with its root cause', async () => {
  await typeField(page, 'tasks.max', '1');
  await page.notSee('Must be a whole number.');
  await page.press('Create connector');
  await page.see('What happened', 40);
  await page.see('NoSuchFileException', 60);
  await page.screen('22-created-failed');
});

test('the form fixes it: a diff first, then the save restarts it', async () => {
  await page.press('Back to the form');
  await page.see('All settings');
  mkdirSync(missing);
  await setField(page, 'file', join(missing, 'out-2.txt'));
  await page.see('No problems, checked by the worker');
  await page.keys('Control', 's');
  await page.see('After saving', 30);
  await page.see('out-2.txt');
  await page.screen('23-review');
  await page.press('Save and restart 1 task');
  await page.see('What happened', 40);
  await page.see('Saved. Its task is running.', 60);
  // Only what was set was sent.
  await expect
    .poll(() => configOf(name), settles)
    .toEqual({
      name,
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
      'tasks.max': '1',
      topics: 'e2e-orders',
      file: join(missing, 'out-2.txt'),
    });
  await page.screen('24-saved');
  await page.press('Open the connector');
  await page.see('The connector and its task are running.');
  await page.screen('25-repaired');
});

test('a restart says what it restarts, and the draft of what runs is gone', async () => {
  await page.press('Restart connector and its task');
  await page.see(/Restart (accepted|sent)|restarted/i, 30);
  expect(await page.text()).not.toContain('NoSuchFileException');
  await page.screen('26-restarted');
  await page.press('Drafts');
  await page.see('No drafts, and nothing was deleted recently', 40);
  await page.screen('27-no-drafts');
});
