import { layoutFaults } from './layout';
import { Page } from './page';
import { type AppWindow, dress, picture, resize } from './window';

/** How a screen is looked at. */
export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly size: readonly [width: number, height: number];
  /** Percent, as the settings have it. */
  readonly zoom: number;
}

const sizes = [
  [1200, 800],
  [900, 600],
  [1600, 1000],
] as const;

const all: readonly Look[] = (['light', 'dark'] as const).flatMap((scheme) =>
  sizes.flatMap((size) => [100, 125, 150, 200].map((zoom) => ({ scheme, size, zoom }))),
);

/**
 * The hardest ones, light and dark. SLUICEWAY_LOOKS=all takes every scheme, size and zoom; a part of a name, as in
 * SLUICEWAY_LOOKS="1200x800 150", those that fit.
 */
const few: readonly Look[] = [
  { scheme: 'light', size: [900, 600], zoom: 125 },
  { scheme: 'dark', size: [1200, 800], zoom: 200 },
];

const wanted = process.env['SLUICEWAY_LOOKS'] ?? '';
export const looks = wanted === '' ? few : wanted === 'all' ? all : all.filter((look) => nameOf(look).includes(wanted));

/** "900x600 125 light" */
export function nameOf({ scheme, size: [width, height], zoom }: Look): string {
  return `${String(width)}x${String(height)} ${String(zoom)} ${scheme}`;
}

/** Brings the window to a look: its size, the app's own zoom, the scheme. */
export async function put(app: AppWindow, { scheme, size: [width, height], zoom }: Look): Promise<void> {
  await resize(app, width, height);
  const page = new Page(app);
  await page.keys('Control', '0');
  for (let now = 100; now < zoom; now = zoomAfter(now)) {
    await page.keys('Control', '+');
  }
  await page.until(
    () =>
      app.browser.execute(
        (wanted: string) => document.documentElement.style.getPropertyValue('zoom') === wanted,
        String(zoom / 100),
      ),
    `the zoom of ${String(zoom)} %`,
  );
  await dress(app, scheme);
}

const steps = [100, 110, 125, 150, 175, 200];
const zoomAfter = (zoom: number) => steps.find((step) => step > zoom) ?? Number.POSITIVE_INFINITY;

/** A picture of what is shown, and what is wrong with its layout. */
export async function look(app: AppWindow, screen: string, at: Look): Promise<string[]> {
  await picture(app, `${nameOf(at).replaceAll(' ', '-')}-${screen}`);
  const faults = await app.browser.execute(layoutFaults);
  return faults.map((fault) => `${screen}, ${nameOf(at)}: ${fault}`);
}
