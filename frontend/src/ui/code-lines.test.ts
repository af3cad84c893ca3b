import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, type Span } from './code-lines';

describe('linesOf', () => {
  it('cuts lines at spans; the later of two wins where they meet', () => {
    const lines = linesOf('a "$X"\nb', [
      { from: 2, to: 6, kind: 'string' },
      { from: 3, to: 5, kind: 'variable' },
    ]);
    expect(lines).toEqual([
      [
        { at: 0, text: 'a ' },
        { at: 2, text: '"', kind: 'string' },
        { at: 3, text: '$X', kind: 'variable' },
        { at: 5, text: '"', kind: 'string' },
      ],
      [{ at: 7, text: 'b' }],
    ]);
  });

  it('shows the text byte by byte, whatever the spans say', () => {
    const span: fc.Arbitrary<Span> = fc.record({
      from: fc.integer({ min: -3, max: 40 }),
      to: fc.integer({ min: -3, max: 40 }),
      kind: fc.constantFrom('variable', 'secret', 'key'),
    });
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '"', 'é', '😀', '\r'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(span), (shown, spans) => {
        const lines = linesOf(shown, spans);
        expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(shown);
      }),
    );
  });
});
