import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Screens load their style sheets when they are opened, so of two rules with equal specificity either may come last.
// The general focus ring must have specificity 0, or it is drawn inside the ring of a component.
test('a component can replace the ring of the focus, whatever loads first', () => {
  const sheet = readFileSync(join(import.meta.dirname, 'global.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const rings = [...sheet.matchAll(/([^{}]+)\{[^}]*\boutline\s*:/g)].map(([, selector]) => selector?.trim());
  expect(rings).toEqual([':where(:focus-visible)']);
});
