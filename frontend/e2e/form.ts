import type { Page } from './page';

/** Fills a setting of the open form; the box above the fields finds it among hundreds. */
export async function setField(page: Page, key: string, text: string): Promise<void> {
  await page.fill('Find a setting', key);
  await page.fill(key, text);
  await page.fill('Find a setting', '');
}

/** Opens an empty form for a plugin. */
export async function openForm(page: Page, plugin: string): Promise<void> {
  await page.press('New connector');
  await page.see('Settings');
  await page.press('Both');
  await page.fill('Search plugins', plugin);
  await page.pressRow(plugin);
  await page.press('Open the form');
  await page.see('All settings');
}
