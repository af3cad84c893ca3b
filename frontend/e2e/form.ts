import type { Page } from './page';

/** Fills a setting of the open form; the box above the fields finds it among hundreds. */
export async function setField(page: Page, key: string, text: string): Promise<void> {
  await page.fill('Find a setting', key);
  await typeField(page, key, text);
  await page.fill('Find a setting', '');
}

/** Types into the control of a setting that is shown. */
export async function typeField(page: Page, key: string, text: string): Promise<void> {
  await page.type(`//*[@id="setting ${key}"]`, text, `the setting ${key}`);
}

/** How many settings the open form has. */
export async function settingsOf(page: Page): Promise<number> {
  return Number(/All settings\s+\d+ of (\d+) set/.exec(await page.text())?.[1] ?? 0);
}

/** Opens an empty form for a plugin. */
export async function openForm(page: Page, plugin: string): Promise<void> {
  await page.press('New connector');
  await page.see('Open the form');
  await page.press('Both');
  await page.fill('Search plugins', plugin);
  await page.click(`//*[@role="option"][.//*[contains(@title, "${plugin}")]]`, `the plugin ${plugin}`);
  await page.press('Open the form');
  await page.see('All settings');
}
