import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { type AppWindow, dress, picture, resize } from './window';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What a person does in the window, and what they see. */
export class Page {
  readonly #app: AppWindow;

  constructor(app: AppWindow) {
    this.#app = app;
  }

  /** All text that is on the page now. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not seen
    return this.#app.browser.execute(() => document.body.innerText);
  }

  async see(text: string | RegExp, seconds = 20): Promise<void> {
    await this.until(async () => matches(await this.text(), text), `to see ${String(text)}`, seconds);
  }

  async notSee(text: string | RegExp, seconds = 20): Promise<void> {
    await this.until(async () => !matches(await this.text(), text), `not to see ${String(text)} any more`, seconds);
  }

  /** Presses the first visible button, tab, link, option or label that reads so (a part is enough). */
  async press(name: string): Promise<void> {
    const literal = quoted(name);
    await this.click(
      '//*[self::button or self::a or self::label or @role="tab" or @role="menuitem" or @role="option" or @role="radio"]' +
        `[contains(normalize-space(.), ${literal}) or contains(@aria-label, ${literal})]`,
      `a button “${name}”`,
    );
  }

  /** Opens the dialog that adds a cluster, from the menu in the sidebar. */
  async addCluster(): Promise<void> {
    await this.press('Add or import clusters');
    await this.click(
      '//*[@role="menuitem"][contains(normalize-space(.), "Add a cluster")]',
      'the entry “Add a cluster”',
    );
  }

  /** Presses the row of a table that holds a text. */
  async pressRow(text: string): Promise<void> {
    await this.click(`//*[@role="row"][contains(normalize-space(.), ${quoted(text)})]`, `a row “${text}”`);
  }

  /** Types into the field with this label, in place of what it holds. */
  async fill(label: string, text: string): Promise<void> {
    const literal = quoted(label);
    await this.type(
      `//*[self::input or self::textarea][@aria-label=${literal} or @id=(//label[contains(normalize-space(.), ${literal})]/@for)` +
        ` or ancestor::label[contains(normalize-space(.), ${literal})]]`,
      text,
      `a field “${label}”`,
    );
  }

  /** One edit of the focused field, as a paste is: the driver's own keys take 40 ms each. */
  async type(xpath: string, text: string, what: string): Promise<void> {
    await this.click(xpath, what);
    await this.#app.browser.execute((typed: string) => {
      document.execCommand('selectAll');
      document.execCommand(typed === '' ? 'delete' : 'insertText', false, typed);
    }, text);
  }

  async click(xpath: string, what: string): Promise<void> {
    await this.until(async () => {
      const element = await this.#visible(`${await this.#scope()}${xpath}`);
      if (element === undefined) return false;
      // Not the element's own click: that waits five seconds if the element was drawn again.
      await this.#app.browser.elementClick(element);
      return true;
    }, what);
  }

  async dialogClosed(): Promise<void> {
    await this.until(async () => (await this.#scope()) === '', 'the dialog to close');
  }

  /** Keys held together: keys('Control', 's'). */
  async keys(...together: string[]): Promise<void> {
    await this.#app.browser.keys(together);
  }

  async until(holds: () => Promise<boolean>, what: string, seconds = 20): Promise<void> {
    try {
      await this.#app.browser.waitUntil(holds, { timeout: seconds * 1_000, interval: 100 });
    } catch (cause) {
      await picture(this.#app, 'failed');
      const text = `waited in vain ${what}; the page reads:\n${await this.text()}\n\n${this.#app.log().slice(-2_000)}`;
      throw new Error(text, { cause });
    }
  }

  /** A screen is looked at: pictures of it light, dark and narrow, and axe on the first two. */
  async screen(name: string): Promise<void> {
    await picture(this.#app, `${name}-light`);
    await this.accessible(`${name}, light`);
    await dress(this.#app, 'dark');
    await picture(this.#app, `${name}-dark`);
    await this.accessible(`${name}, dark`);
    await dress(this.#app, 'light');
    await resize(this.#app, 900, 600);
    await picture(this.#app, `${name}-narrow`);
    await resize(this.#app, 1200, 800);
  }

  /** The text of a code view, as it is copied. */
  async code(label: string): Promise<string> {
    return this.#app.browser.execute((name: string) => {
      const lines = document.querySelectorAll(`section[aria-label="${name}"] pre > div`);
      return [...lines].map((line) => (line.textContent === '\n' ? '' : line.textContent)).join('\n');
    }, label);
  }

  /** axe finds nothing serious on what is shown. */
  async accessible(screen: string): Promise<void> {
    await this.#app.browser.execute(axe);
    const found = await this.#app.browser.executeAsync((done: (findings: Finding[]) => void) => {
      const run = (window as unknown as { axe: { run(options: unknown): Promise<{ violations: Finding[] }> } }).axe.run(
        {
          resultTypes: ['violations'],
        },
      );
      void run.then((result) => done(result.violations));
    });
    const serious = found
      .filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
      .map((finding) => `${finding.id}: ${finding.help}\n  ${finding.nodes.map((node) => node.html).join('\n  ')}`);
    expect(serious, `axe on ${screen}`).toEqual([]);
  }

  /** What lies below an open dialog cannot be used. */
  async #scope(): Promise<string> {
    return (await this.#visible('//*[@role="dialog"]')) !== undefined ? '//*[@role="dialog"]' : '';
  }

  /** The first that is on the screen, in one question to the page. */
  async #visible(xpath: string) {
    const found = await this.#app.browser.execute((path: string) => {
      const all = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
      for (let i = 0; i < all.snapshotLength; i++) {
        const element = all.snapshotItem(i);
        if (element instanceof HTMLElement && element.checkVisibility() && element.getClientRects().length > 0) {
          return element;
        }
      }
      return null;
    }, xpath);
    return found === null ? undefined : Object.values(found as Record<string, string>)[0];
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
