import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { remote } from 'webdriverio';

/** The real window of the release binary, driven by WebKitWebDriver. */
export interface AppWindow {
  readonly browser: WebdriverIO.Browser;
  /** The app's data folder; a second window on the same one is a restart. */
  readonly home: string;
  /** Ends the app the way a person does, so that its shutdown runs. */
  quit(): Promise<void>;
  /** What the app and the driver wrote to their output. */
  log(): string;
}

const root = join(import.meta.dirname, '..', '..');
export const binary = process.env['SLUICEWAY_BINARY'] ?? join(root, 'bin', 'sluiceway');
const shim = join(root, 'bin', 'webdriver-shim.so');
const shots = join(import.meta.dirname, 'screenshots');

/** A folder for one test's app; the task that runs the tests removes them all. */
export function newHome(name: string): string {
  const base = process.env['SLUICEWAY_E2E_HOME'];
  if (base === undefined) throw new Error('run these through make test: build/tasks/window makes the folder');
  const home = join(base, name);
  mkdirSync(home, { recursive: true });
  return home;
}

export async function openWindow(home: string, env: Record<string, string> = {}): Promise<AppWindow> {
  const port = await freePort();
  const logPath = join(home, `driver-${String(port)}.log`);
  const output = openSync(logPath, 'a');
  const driver = spawn('WebKitWebDriver', [`--port=${String(port)}`], {
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...env,
      LD_PRELOAD: shim,
      SLUICEWAY_AUTOMATION: '1',
      SLUICEWAY_HOME: join(home, 'data'),
      XDG_DATA_HOME: join(home, 'share'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
  });
  closeSync(output);
  await waitForPort(port);
  const browser = await remote({
    hostname: '127.0.0.1',
    port,
    logLevel: 'silent',
    connectionRetryCount: 0,
    capabilities: {
      // The driver speaks classic WebDriver only.
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary, args: [] },
      timeouts: { implicit: 0, script: 30_000, pageLoad: 30_000 },
    } as WebdriverIO.Capabilities,
  });
  return {
    browser,
    home,
    quit: () => quit(browser, driver),
    log: () => readFileSync(logPath, 'utf8'),
  };
}

async function quit(browser: WebdriverIO.Browser, driver: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  try {
    await browser.execute(() => {
      setTimeout(() => (window as unknown as { runtime: { Quit(): void } }).runtime.Quit(), 0);
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
  } finally {
    if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGKILL');
    await ended;
  }
}

/**
 * Keeps a picture of the window as the screen shows it, taken by X and not by the driver: what a person sees, native
 * dialogs included. They are looked at, so each has a telling name.
 */
export async function picture(app: AppWindow, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await painted(app);
  const id = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Sluiceway$'])
    .toString()
    .trim()
    .split('\n')
    .at(-1);
  execFileSync('import', ['-window', id ?? 'root', join(shots, `${name}.png`)]);
}

/** Two frames and a little: what was asked of the page is on the screen. */
async function painted(app: AppWindow): Promise<void> {
  await app.browser.executeAsync((done: () => void) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

async function waitForPort(port: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    try {
      await fetch(`http://127.0.0.1:${String(port)}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error('WebKitWebDriver did not start');
}
