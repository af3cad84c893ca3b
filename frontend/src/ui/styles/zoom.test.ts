import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'));

// WebKit compares px in a container query with device pixels of the window, so with zoom the narrow layout would never
// apply; rem grows with the zoom. Media queries ignore the zoom, too.
test('layouts depend on lengths that know the zoom', () => {
  const wrong = sheets.flatMap((path) =>
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /@container[^{]*\dpx[^{]*\{|@media[^{]*(?:width|height)[^{]*\{/g,
      ),
    ].map(([rule]) => `${path}: ${rule}`),
  );
  expect(sheets.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});
