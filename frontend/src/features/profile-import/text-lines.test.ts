import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportMark } from '../../bridge/dto';
import { linesOf } from './text-lines';

const mark = (text: string, part: string, kind: ImportMark['kind']): ImportMark => ({
  from: text.indexOf(part),
  to: text.indexOf(part) + part.length,
  kind,
});

test('says the cluster of each line, with the lines between its settings', () => {
  const text = 'A=1\nB=2\n# note\nC=3\n\n\n\n\nD=4\nE=5\n';
  const lines = linesOf(
    text,
    [],
    [
      { number: 1, lines: [2, 4, 9] },
      { number: 2, lines: [10] },
    ],
  );
  expect(lines.map(({ cluster }) => cluster)).toEqual([0, 1, 1, 1, 0, 0, 0, 0, 1, 2]);
  expect(lines.map(({ first }) => first)).toEqual([false, true, false, false, false, false, false, false, true, true]);
});

test('a setting that was left out is struck as a whole', () => {
  const text = 'A=true\nB: "x"\n';
  const lines = linesOf(
    text,
    [
      mark(text, 'A', 'left_out'),
      mark(text, 'true', 'left_out'),
      mark(text, 'B', 'left_out'),
      mark(text, 'x', 'secret'),
    ],
    [],
  );
  expect(lines.map(({ pieces }) => pieces.map((piece) => `${piece.kind} ${piece.text}`))).toEqual([
    ['left_out A', 'left_out =', 'left_out true'],
    ['left_out B', 'left_out : "', 'secret x', 'value "'],
  ]);
});

test('keys, values and comments of the usual syntaxes', () => {
  const kinds = (line: string) => linesOf(line, [], [])[0]?.pieces.map(({ kind, text }) => `${kind} ${text}`);
  expect(kinds('CONNECT_NAME=a=b')).toEqual(['key CONNECT_NAME', 'value =a=b']);
  expect(kinds('  - name: shop')).toEqual(['key   - name', 'value : shop']);
  expect(kinds('# a: b')).toEqual(['comment # a: b']);
  expect(kinds('https://a:8083')).toEqual(['key https', 'value ://a:8083']);
});

test('the pieces are the text, whatever is marked', () => {
  const kind = fc.constantFrom<ImportMark['kind']>('secret', 'variable', 'left_out');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '=', ':', '#', '\n', ' ', 'é', '😀') }),
      fc.array(fc.tuple(fc.nat(6), fc.nat(6), kind)),
      (text, parts) => {
        const marks: ImportMark[] = [];
        let at = 0;
        for (const [gap, length, of] of parts) {
          const from = Math.min(at + gap, text.length);
          at = Math.min(from + length, text.length);
          marks.push({ from, to: at, kind: of });
        }
        const joined = linesOf(text, marks, []).map(({ pieces }) => pieces.map((piece) => piece.text).join(''));
        expect(joined.join('\n')).toBe(text.replace(/\n$/, ''));
      },
    ),
  );
});
