import type { Page } from './page';
import { worker } from './worker';

/** Adds the real worker the way a person does, in an environment where one is named. */
export async function addCluster(page: Page, name = 'development', environment = ''): Promise<void> {
  await page.addCluster();
  await page.fill('Name', name);
  await page.fill('Worker URL', worker().url);
  if (environment !== '') await page.press(environment);
  await page.press('Basic');
  await page.fill('User name', worker().user);
  await page.fill('Password', worker().password);
  await page.press('Test and save');
  await page.dialogClosed();
  await page.see('Kafka Connect 4.', 40);
  await page.press('Close');
  await page.notSee('is saved');
}
