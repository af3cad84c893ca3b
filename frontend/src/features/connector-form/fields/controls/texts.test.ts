import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPlaceholder, piecesOf } from '../../session/placeholder';
import { partsOf, textOf } from './list-text';

describe('the tokens of a list', () => {
  it('are a view: the text comes back byte by byte', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(textOf(partsOf(text))).toBe(text);
      }),
    );
  });

  it('keep the characters of the items that are not touched', () => {
    const parts = partsOf(' a ,b,, c');
    expect(textOf(parts.filter((_, at) => at !== 1))).toBe(' a ,, c');
    expect(textOf([...parts, 'd'])).toBe(' a ,b,, c,d');
  });
});

describe('placeholders', () => {
  it.each([
    ['${file:/etc/a:b}', true],
    ['${env:X}', true],
    ['${x}', false],
    ['$file:a', false],
    ['${file:/etc/a:b', false],
    ['', false],
  ])('%s: %s', (text, holds) => {
    expect(holdsPlaceholder(text)).toBe(holds);
  });

  it('cut a text into pieces that are the text again', () => {
    expect(piecesOf('jdbc://${env:HOST}:5432/${file:/a:b}').map((piece) => [piece.text, piece.placeholder])).toEqual([
      ['jdbc://', false],
      ['${env:HOST}', true],
      [':5432/', false],
      ['${file:/a:b}', true],
    ]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', ':', 'a') }), (text) => {
        const pieces = piecesOf(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.some((piece) => piece.placeholder)).toBe(holdsPlaceholder(text));
      }),
    );
  });
});
