import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
      ...withoutLogin(process.env),
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
  let open = true;
  return {
    browser,
    home,
    quit: async () => {
      if (open) await quit(browser, driver);
      open = false;
    },
    log: () => readFileSync(logPath, 'utf8'),
  };
}

/** The app must not get the worker's login from anywhere but its own dialog. */
function withoutLogin(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^SLUICEWAY_(WORKER|PROXY)_/.test(name)));
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
  execFileSync('import', ['-window', windowId(), join(shots, `${name}.png`)]);
}

function windowId(): string {
  const found = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Sluiceway$']).toString().trim();
  return found.split('\n').at(-1) ?? 'root';
}

/** Answers a dialog of the system, which the driver cannot see, with a text and a key; keeps a picture of it first. */
export function pressNative(title: string, key: string, shot: string, text = ''): void {
  const dialog = execFileSync('xdotool', ['search', '--sync', '--onlyvisible', '--name', `^${title}$`])
    .toString()
    .trim();
  mkdirSync(shots, { recursive: true });
  execFileSync('import', ['-window', dialog, join(shots, `${shot}.png`)]);
  if (text !== '') {
    execFileSync('xdotool', ['windowactivate', '--sync', dialog, 'key', 'ctrl+a', 'type', '--delay', '5', text]);
  }
  execFileSync('xdotool', ['windowactivate', '--sync', dialog, 'key', key]);
}

/** Chooses a file in a dialog of the system for opening one: Ctrl+L gives that a field for the path. */
export function openNative(title: string, path: string, shot: string): void {
  const dialog = execFileSync('xdotool', ['search', '--sync', '--onlyvisible', '--name', `^${title}$`])
    .toString()
    .trim();
  mkdirSync(shots, { recursive: true });
  execFileSync('import', ['-window', dialog, join(shots, `${shot}.png`)]);
  const at = ['windowactivate', '--sync', dialog];
  execFileSync('xdotool', [...at, 'key', 'ctrl+l', 'sleep', '1', 'key', 'ctrl+a', 'type', '--delay', '10', path]);
  execFileSync('xdotool', [...at, 'sleep', '1', 'key', 'Return']);
}

/** The size of the window, as a person drags it. */
export async function resize(app: AppWindow, width: number, height: number): Promise<void> {
  execFileSync('xdotool', ['windowsize', windowId(), String(width), String(height)]);
  await app.browser.waitUntil(
    () => app.browser.execute((w: number, h: number) => innerWidth === w && innerHeight === h, width, height),
    { timeoutMsg: `the window did not become ${String(width)}×${String(height)}` },
  );
}

/** Light or dark for a picture, as the theme of the system would make it. */
export async function dress(app: AppWindow, scheme: 'light' | 'dark'): Promise<void> {
  await app.browser.execute((wanted: string) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', wanted);
  }, scheme);
}

/** What the system shows of the app's processes: how they were started, and with which variables. */
export function processTexts(app: AppWindow): string[] {
  const home = `SLUICEWAY_HOME=${join(app.home, 'data')}`;
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => [read(`/proc/${pid}/environ`), read(`/proc/${pid}/cmdline`)] as const)
    .filter(([environ]) => environ.includes(home))
    .map((texts) => texts.join('\0'));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it has ended, or is somebody else's
  }
}

/** The files below a folder that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

/** Two frames and a little: what was asked of the page is on the screen. */
/** Resolves once nothing moves any more: what slides in or out is where it is not for long. A spinner never ends. */
async function painted(app: AppWindow): Promise<void> {
  await app.browser.executeAsync((done: () => void) => {
    const ends = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
    const moving = document.getAnimations().filter(ends);
    void Promise.allSettled(moving.map(({ finished }) => finished)).then(() => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)));
    });
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
