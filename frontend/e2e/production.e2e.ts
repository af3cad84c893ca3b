import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster } from './clusters';
import { setField } from './form';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';
import { configOf, deleteConnector, makeConnector, settles, statesOf, worker } from './worker';

// A production cluster asks before every change, and nothing leaves before the answer.
const mark = `e2e-prod-${String(process.pid)}`;
const broken = `${mark}-broken`;
// As long as names get: dialogs have to show it whole.
const long = `${mark}-orders-and-returns-of-all-shops-in-central-and-northern-europe-to-the-warehouse-by-file`;
const file = join(worker().files, `${mark}.txt`);
const restartLine = `POST /connectors/${broken}/restart?includeTasks=true&onlyFailed=true`;

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  writeFileSync(file, 'one line\n');
  app = await openWindow(newHome('production'));
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
  await deleteConnector(broken);
  await deleteConnector(long);
  rmSync(file, { force: true });
});

test('there are a broken connector and one that runs', async () => {
  await makeConnector(broken, {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
    'tasks.max': '1',
    topics: 'e2e-lines',
    file: join(worker().files, mark, 'missing', 'out.txt'),
  });
  await makeConnector(long, {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    'tasks.max': '1',
    topic: 'e2e-lines',
    file,
  });
  await expect.poll(() => statesOf(broken), { timeout: 40_000 }).toBe('RUNNING FAILED');
  await expect.poll(() => statesOf(long), { timeout: 40_000 }).toBe('RUNNING RUNNING');
});

test('a profile is marked production, and its pages say that changes are locked', async () => {
  await addCluster(page, 'orders-eu', 'production');
  await page.see('locked');
  await toList();
  await page.see('NoSuchFileException', 40);
  await page.screen('71-production-locked');
});

test('a restart from the list asks, and Cancel sends nothing', async () => {
  await page.keys('r');
  await page.see('Restart 1 failed task?');
  await page.see(`You are about to restart 1 failed task of ${broken} on orders-eu, a production cluster.`);
  await page.see(restartLine);
  await page.see('Nothing has been sent yet.');
  await page.screen('72-production-question');
  await page.press('Cancel');
  await page.dialogClosed();
  expect(await changes()).toEqual([]);
});

test('allowed once it is sent, and the next one asks again', async () => {
  await page.keys('r');
  await page.see('Nothing has been sent yet.');
  await page.keys('Enter');
  await page.dialogClosed();
  await page.until(async () => (await changes()).includes(restartLine), 'for the restart to be sent');
  await page.see(/failed again|still failed/i, 40);
  await page.keys('r');
  await page.see('Nothing has been sent yet.');
  await page.press('Cancel');
  await page.dialogClosed();
  expect(await changes()).toEqual([restartLine]);
});

test('a bulk action asks once for all of them', async () => {
  await page.keys('Control', 'a');
  await page.see('2 selected');
  await page.press('Pause');
  await page.see('Pause 2 connectors?');
  await page.see(`PUT /connectors/${broken}/pause`);
  await page.see(`PUT /connectors/${long}/pause`);
  await page.screen('73-production-bulk');
  await page.press('Cancel');
  await page.dialogClosed();
  expect(await changes()).toEqual([restartLine]);
  expect(await statesOf(long)).toBe('RUNNING RUNNING');
  await page.keys('Escape');
  await page.notSee('2 selected');
});

test('a save asks after its review', async () => {
  await page.pressRow(long);
  await page.see('The connector and its task are running.', 40);
  await page.keys('e');
  await page.see('All settings');
  await setField(page, 'topic', 'e2e-lines-2');
  await page.keys('Control', 's');
  await page.see('After saving', 30);
  await page.keys('Control', 's');
  await page.see('Save the config?');
  await page.see(`PUT /connectors/${long}/config`);
  await page.screen('74-production-save');
  await page.press('Cancel');
  await page.dialogClosed();
  expect((await configOf(long))?.['topic']).toBe('e2e-lines');
  await page.keys('Control', 's');
  await page.see('Save the config?');
  await page.press('Save the config');
  await page.see('Saved. Its task is running.', 60);
  expect((await configOf(long))?.['topic']).toBe('e2e-lines-2');
  await page.press('Open the connector');
  await page.see('The connector and its task are running.', 40);
});

test('unlocked for 15 minutes it says the time left, asks no more, and one key locks it', async () => {
  await page.press('Pause');
  await page.see('Pause the connector?');
  await page.keys('2');
  await page.press('Unlock and pause the connector');
  await page.dialogClosed();
  await expect.poll(() => statesOf(long), settles).toBe('PAUSED PAUSED');
  await page.see(/Unlocked\s+1[45]:\d\d left/);
  await page.screen('75-production-unlocked');
  await page.press('Resume');
  await expect.poll(() => statesOf(long), settles).toBe('RUNNING RUNNING');
  // While it is followed the page changes under whoever looks at it.
  await page.notSee('Stop following');
  await page.keys('l');
  await page.see(/Locked at \d\d:\d\d/);
  await page.see('2 changes were made while it was unlocked.');
  await page.screen('76-production-locked-again');
});

test('a delete wants the name typed, locked or not', async () => {
  await page.press('More actions');
  await page.press('Delete…');
  await page.see('What stays behind');
  await page.see('Type the full name');
  await page.fill('Type the name of the connector', long.slice(0, -1));
  await page.see('1 letter to go');
  await page.screen('77-production-delete');
  await page.keys('Enter');
  expect(await configOf(long)).not.toBeNull();
  await page.fill('Type the name of the connector', long);
  await page.press('Delete connector');
  await page.dialogClosed();
  await expect.poll(() => configOf(long), settles).toBeNull();
});

test('deleting several wants their number typed', async () => {
  await makeConnector(long, { ...(await configOf(broken)), name: long });
  await page.see('New connector');
  await toList();
  await page.keys('Control', 'a');
  await page.see('2 selected');
  await page.press('Delete…');
  await page.see('Delete 2 connectors?');
  await page.screen('78-production-bulk-delete');
  await page.fill('Type the number of connectors', '2');
  await page.press('Delete 2 connectors');
  await page.dialogClosed();
  await expect.poll(async () => [await configOf(long), await configOf(broken)], settles).toEqual([null, null]);
});

/** Has the list show this flow's connectors, and puts the keys' cursor on the first. */
async function toList(): Promise<void> {
  await page.fill('Filter connectors', mark);
  await page.see('2 of 8');
  await page.keys('ArrowDown');
  await page.until(
    () => app.browser.execute(() => document.activeElement?.closest('[role="grid"]') !== null),
    'the focus in the list',
  );
}

/** The changes that left the app, oldest first, as the call log has them. */
async function changes(): Promise<string[]> {
  const calls = await app.browser.executeAsync((done: (calls: Call[]) => void) => {
    const host = window as unknown as {
      go: { app: { Calls: { Page(...args: unknown[]): Promise<{ calls: Call[] }> } } };
    };
    void host.go.app.Calls.Page('', '', 0, 0).then((found) => done(found.calls));
  });
  return calls
    .filter(({ method, path }) => method !== 'GET' && !path.includes('/validate'))
    .map(({ method, path }) => `${method} ${path}`)
    .reverse();
}

interface Call {
  readonly method: string;
  readonly path: string;
}
