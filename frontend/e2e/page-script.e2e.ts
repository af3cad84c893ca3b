import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, newHome, openWindow, pressNative } from './window';

// What a script could do that somehow ran in the page, where a person has pressed nothing.
const home = newHome('page-script');
const tools = join(home, 'tools');
const opened = join(home, 'opened.txt');

let app: AppWindow;
let page: Page;

beforeAll(async () => {
  mkdirSync(tools);
  for (const name of ['xdg-open', 'x-www-browser', 'www-browser']) {
    writeFileSync(join(tools, name), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
    chmodSync(join(tools, name), 0o755);
  }
  app = await openWindow(home, { PATH: `${tools}:${process.env['PATH'] ?? ''}` });
  page = new Page(app);
  await page.see('New connector', 40);
});

afterAll(async () => {
  await app.quit();
});

interface Host {
  readonly runtime: { BrowserOpenURL(address: string): void; ClipboardGetText(): Promise<string> };
  readonly WailsInvoke: (message: string) => void;
  readonly go: {
    readonly app: {
      readonly Desktop: {
        OpenURL(call: string, address: string): Promise<void>;
        CopyText(call: string, text: string, secret: boolean): Promise<void>;
        About(call: string): Promise<unknown>;
      };
      readonly Exports: { Print(call: string, request: unknown): Promise<{ text: string }> };
    };
  };
}

test('it has the system open web addresses only', async () => {
  await app.browser.execute(() => {
    const host = window as unknown as Host;
    for (const address of ['mailto:someone@example.invalid', 'https://example.invalid/by-runtime']) {
      host.runtime.BrowserOpenURL(address);
    }
  });
  const refused = await app.browser.executeAsync((done: (text: string) => void) => {
    const { OpenURL } = (window as unknown as Host).go.app.Desktop;
    void OpenURL('', 'mailto:someone@example.invalid')
      .then(
        () => 'opened',
        (reason: unknown) => String(reason),
      )
      .then(async (text) => {
        await OpenURL('', 'https://example.invalid/by-the-app');
        done(text);
      });
  });
  expect(refused).toContain('Only web addresses can be opened');
  await expect.poll(() => existsSync(opened), { timeout: 10_000 }).toBe(true);
  expect(readFileSync(opened, 'utf8')).toBe('https://example.invalid/by-the-app\n');
});

test('it does not read the clipboard, however it asks', async () => {
  const read = await app.browser.executeAsync((done: (read: string[]) => void) => {
    const host = window as unknown as Host;
    const { Desktop } = host.go.app;
    const answers: string[] = [];
    // Wails answers a call by its id through this.
    const answered = (window as unknown as { wails: { Callback(answer: string): void } }).wails;
    const before = answered.Callback;
    answered.Callback = (answer) => {
      answers.push(answer);
      try {
        before(answer);
      } catch {
        // a call of ours has no listener
      }
    };
    void Desktop.CopyText('', 'copied-by-a-person', false).then(async () => {
      void host.runtime.ClipboardGetText();
      for (const call of [
        '{"name":":wails:ClipboardGetText","args":[],"callbackID":"a"}',
        '{"Name":":wails:ClipboardGetText","args":[],"callbackID":"b"}',
        '{"name":"\\u003awails:ClipboardGetText","args":[],"callbackID":"c"}',
        '{"name":"x","name":":wails:ClipboardGetText","args":[],"callbackID":"d"}',
      ]) {
        host.WailsInvoke(`C${call}`);
      }
      // Messages are handled in their order: what was answered at all is answered by now.
      await Desktop.About('');
      await Desktop.About('');
      answered.Callback = before;
      done(answers.filter((answer) => answer.includes('copied-by-a-person')));
    });
  });
  expect(read).toEqual([]);
});

test('it gets no values of secrets: the system asks a person, whose No holds', async () => {
  await app.browser.execute(() => {
    const { Print } = (window as unknown as Host).go.app.Exports;
    const request = {
      profile: 'sandbox',
      name: 'shop-orders-source',
      draft: '',
      format: 'json',
      method: 'PUT',
      bare: false,
      includeSecrets: true,
      withLogin: false,
      withDefaults: false,
    };
    void Print('', request)
      .then(
        ({ text }) => text,
        (reason: unknown) => String(reason),
      )
      .then((text) => {
        document.title = text;
      });
  });
  pressNative('Export with secrets', 'Escape', 'secrets-question');
  await page.until(async () => (await app.browser.getTitle()).includes('nothing was exported'), 'to be refused');
});
