// Writes x.module.css.d.ts beside every x.module.css (not tracked by git), so that a class name that does not exist is
// a type error. Runs before tsc and ESLint.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The class names in the selectors of a style sheet. */
function classesOf(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '');
  return [...new Set([...bare.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map((match) => match[1]))].sort();
}

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.module.css'));
for (const file of sheets.map((name) => join('src', name))) {
  const lines = classesOf(readFileSync(file, 'utf8')).map((name) => `  readonly ${JSON.stringify(name)}: string;\n`);
  const text = `declare const classes: {\n${lines.join('')}};\nexport default classes;\n`;
  const target = `${file}.d.ts`;
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    writeFileSync(target, text);
  }
}
