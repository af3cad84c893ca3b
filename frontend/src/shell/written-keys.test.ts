import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../bridge/**', '!../testing/**'], {
  query: '?raw',
  eager: true,
  import: 'default',
});

/** Files that define keys as data, or read the keyboard for all. */
const tables = /\/(ui\/keys\/|lib\/keys|shell\/command-table|command-table)/;

const key = String.raw`(?:Esc|Enter|Del|F\d{1,2}|(?:(?:Ctrl|Alt|Shift)[ +])+\S+)`;
const byHand: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a key in brackets behind words', new RegExp(String.raw`\((?:${key}|[A-Z/?])\)(?=['"\x60<]|\s*$)`, 'm')],
  ['a key in a text', /(?:['"`>]|^\s*)(?:Ctrl|Alt|Shift)[ +]\S+\s*(?:['"`<]|$)/m],
  ['a key on a piece of the kit', /\bcombos?=\{?["'`[]/],
  ['a text that is said to be a key', /\bas Combo\b/],
  ['a listener of its own', /addEventListener\(\s*['"]key/],
];

function found(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  return byHand.filter(([, pattern]) => pattern.test(code)).map(([what]) => what);
}

describe('keys that are shown', () => {
  it('come from the tables of commands', () => {
    const offenders = Object.entries(sources)
      .filter(([path]) => !tables.test(path))
      .flatMap(([path, text]) => found(text).map((what) => `${path}: ${what}`));
    expect(Object.keys(sources).length).toBeGreaterThan(250);
    expect(offenders).toEqual([]);
  });

  it.each([
    ['<IconButton label="Close (Esc)" />', 'a key in brackets behind words'],
    ['title={`Copy ${name} (Alt+Enter)`}', 'a key in brackets behind words'],
    ['<Place>\n  Ctrl J\n</Place>', 'a key in a text'],
    ['<Button combo="R">', 'a key on a piece of the kit'],
    ["<Kbd combo={'Ctrl+S'} />", 'a key on a piece of the kit'],
    ["const save = 'x' as Combo;", 'a text that is said to be a key'],
    ["window.addEventListener('keydown', onKey)", 'a listener of its own'],
  ])('are found when they are written by hand: %s', (text, what) => {
    expect(found(text)).toContain(what);
  });
});
