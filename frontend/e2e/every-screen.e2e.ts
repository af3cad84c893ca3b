import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Look, look, looks, nameOf, put } from './matrix';
import { Page } from './page';
import { type AppWindow, newHome, openWindow } from './window';

// Every screen of the sandbox, with long names and with a cluster that does not answer, in hard sizes and zooms: nothing
// is cut, covered or wider than the window. The pictures are looked at.

const longCluster = 'analytics-and-reporting-lake-of-the-northern-region-staging';
const longName = `orders.${'very-long-part.'.repeat(11)}sink`;
const broken = 'shop-orders-search-sink';

let app: AppWindow;
let page: Page;
let down: string;
let draft: string;

beforeAll(async () => {
  app = await openWindow(newHome('every-screen'));
  page = new Page(app);
  await page.see('Field does not exist: customer_id', 40);
  await addDownCluster();
  await createLongNamed();
  draft = await startDraft();
});

afterAll(async () => {
  await app.quit();
});

interface Screen {
  readonly name: string;
  readonly to: () => string;
  readonly see: string | RegExp;
  /** What is pressed there first, and how it is left. */
  readonly open?: () => Promise<void>;
}

const sandbox = '#/c/sandbox';
const connector = `${sandbox}/n/${broken}`;
const dialog = (name: string, to: () => string, at: string, button: string, see: string | RegExp): Screen => ({
  name,
  to,
  see: at,
  open: async () => {
    await pressed(button);
    await page.see(see);
  },
});

/** A dialog of the menu above the clusters. */
const added = (name: string, item: string, see: string): Screen => ({
  name,
  to: () => sandbox,
  see: 'customer_id',
  open: async () => {
    await pressed('Add or import');
    await pressed(item);
    await page.see(see);
  },
});

/** By the page itself: the driver does not find its way on a zoomed one. */
async function pressed(name: string): Promise<void> {
  await page.until(
    () =>
      app.browser.execute((wanted: string) => {
        const button = [...document.querySelectorAll('button')].find(
          (each) => each.getAttribute('aria-label')?.startsWith(wanted) === true || each.textContent.startsWith(wanted),
        );
        button?.click();
        return button !== undefined;
      }, name),
    `a button “${name}”`,
  );
}

const screens: readonly Screen[] = [
  { name: 'list', to: () => sandbox, see: 'customer_id' },
  {
    name: 'selection',
    to: () => sandbox,
    see: 'customer_id',
    open: async () => {
      await page.keys('Control', 'a');
      await page.see('selected');
    },
  },
  { name: 'down', to: () => `#/c/${down}`, see: 'Down since' },
  { name: 'down-picker', to: () => `#/c/${down}/new`, see: 'could not be listed' },
  { name: 'overview', to: () => connector, see: 'Root cause' },
  { name: 'tasks', to: () => `${connector}/tasks`, see: 'Restart' },
  { name: 'config', to: () => `${connector}/config`, see: 'connector.class' },
  { name: 'topics', to: () => `${connector}/topics`, see: /topic/i },
  { name: 'offsets', to: () => `${connector}/offsets`, see: /offset/i },
  { name: 'connector-calls', to: () => `${connector}/calls`, see: 'Fold repeats' },
  { name: 'long-name', to: () => `${sandbox}/n/${longName}`, see: 'running' },
  dialog('actions', () => `${sandbox}/n/${longName}`, 'running', 'More actions', 'Copy as curl'),
  {
    name: 'delete',
    to: () => `${sandbox}/n/${longName}`,
    see: 'running',
    open: async () => {
      await pressed('More actions');
      await pressed('Delete…');
      await page.see('What stays');
    },
  },
  dialog('export', () => `${connector}/config`, 'connector.class', 'Export', 'Copy as curl'),
  {
    name: 'export-dialog',
    to: () => `${connector}/config`,
    see: 'connector.class',
    open: async () => {
      await pressed('Export');
      await pressed('Export…');
      await page.see('Preview');
    },
  },
  {
    name: 'keys',
    to: () => connector,
    see: 'Root cause',
    open: async () => {
      await page.keys('?');
      await page.see('zoom in');
    },
  },
  { name: 'picker', to: () => `${sandbox}/new`, see: 'Open the form' },
  dialog('paste', () => `${sandbox}/new`, 'Open the form', 'Paste a config', 'Nothing is run'),
  { name: 'form', to: () => `#/form/${draft}`, see: 'All settings' },
  { name: 'edit', to: () => `${connector}/edit`, see: /settings/i },
  { name: 'drafts', to: () => '#/drafts', see: 'Continue' },
  { name: 'calls', to: () => '#/calls', see: 'Fold repeats' },
  { name: 'settings', to: () => '#/settings', see: 'Zoom' },
  { name: 'about', to: () => `${sandbox}/about`, see: 'Kafka cluster' },
  added('cluster', 'Add a cluster', 'Worker URL'),
  added('import-clusters', 'Import clusters', 'Understood here'),
  added('export-clusters', 'Export clusters', 'The file will contain no secrets.'),
];

test.each(looks.map((at) => [nameOf(at), at] as const))(
  'nothing is cut or covered at %s',
  async (_name, at) => {
    await put(app, at);
    for (const screen of screens) {
      await go(screen.to());
      await page.see(screen.see);
      await screen.open?.();
      expect.soft(await look(app, screen.name, at)).toEqual([]);
      if (screen.open !== undefined) {
        await page.keys('Escape');
        await page.dialogClosed();
      }
    }
  },
  300_000,
);

test.each([
  [{ scheme: 'light', size: [1600, 1000], zoom: 100 }, 280, ['Type', 'Plugin', 'Topics', 'Worker', 'Since']],
  [{ scheme: 'light', size: [1200, 800], zoom: 100 }, 232, ['Type', 'Plugin', 'Topics', 'Worker', 'Since']],
  [{ scheme: 'light', size: [900, 600], zoom: 100 }, 200, ['Plugin', 'Since']],
  [{ scheme: 'light', size: [900, 600], zoom: 125 }, 48, ['Plugin', 'Since']],
  [{ scheme: 'light', size: [1200, 800], zoom: 200 }, 48, ['Since']],
] satisfies readonly (readonly [Look, number, readonly string[]])[])(
  'the sidebar and the columns take the room there is at %o',
  async (at, sidebar, columns) => {
    await put(app, at);
    await go(sandbox);
    await page.see('customer_id');
    expect(await look(app, 'list', at)).toEqual([]);
    const drawn = await app.browser.execute(() => ({
      sidebar: (document.querySelector('nav') as HTMLElement).offsetWidth,
      columns: [...document.querySelectorAll('[role="columnheader"]')].map((head) => head.textContent.trim()),
    }));
    expect(drawn.sidebar).toBe(sidebar);
    for (const column of ['Type', 'Plugin', 'Topics', 'Worker', 'Since']) {
      expect([column, drawn.columns.includes(column)]).toEqual([column, columns.includes(column)]);
    }
  },
);

async function go(hash: string): Promise<void> {
  await app.browser.execute((to: string) => {
    // What ended elsewhere is said over the page; it is not part of the screen.
    for (const close of document.querySelectorAll<HTMLElement>('.mantine-Notification-closeButton')) close.click();
    window.location.hash = to;
  }, hash);
}

/** A cluster at an address where nothing listens. */
async function addDownCluster(): Promise<void> {
  await page.addCluster();
  await page.fill('Name', longCluster);
  await page.fill('Worker URL', 'http://127.0.0.1:9');
  await page.press('Save without testing');
  await page.dialogClosed();
  const link = await app.browser.execute(
    (name: string) =>
      [...document.querySelectorAll('nav a')].find((a) => a.textContent.includes(name))?.getAttribute('href') ?? '',
    longCluster,
  );
  down = link.replace('#/c/', '');
}

async function createLongNamed(): Promise<void> {
  await go(`${sandbox}/new`);
  await paste(
    JSON.stringify({
      name: longName,
      config: {
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
        file: `/data/${'deep/'.repeat(30)}lines.txt`,
        topic: 'long-names',
      },
    }),
  );
  await page.keys('Control', 's');
  await page.see(/Created\./, 60);
}

/** A new form with a few problems in it, stored as a draft. */
async function startDraft(): Promise<string> {
  await go(`${sandbox}/new`);
  await paste(
    JSON.stringify({
      name: '',
      config: { 'connector.class': 'io.sluiceway.sandbox.demo.KitchenSinkConnector', typo: 'x' },
    }),
  );
  await page.see('Draft saved', 40);
  return app.browser.execute(() => window.location.hash.replace('#/form/', '').split('?')[0] ?? '');
}

async function paste(config: string): Promise<void> {
  await page.press('Paste a config');
  await page.fill('The config', config);
  await page.press('Open in the form');
  await page.see('All settings');
}
