import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from './visible';

describe('visible', () => {
  it.each([
    ['orders-source', 'orders-source'],
    ['Bestellungen_ÄÖ.ß-日本語 🙂', 'Bestellungen_ÄÖ.ß-日本語 🙂'],
    ['a b', 'a b'],
    ['two\nlines', 'two\\nlines'],
    ['tab\there\r', 'tab\\there\\r'],
    ['nul\0', 'nul\\u{0}'],
    ['zero\u200Bwidth', 'zero\\u{200B}width'],
    ['soft\u00ADhyphen', 'soft\\u{AD}hyphen'],
    ['\u202Esknis', '\\u{202E}sknis'],
    ['no\u00A0break', 'no\\u{A0}break'],
    ['line\u2028end', 'line\\u{2028}end'],
    ['\uFEFFbom', '\\u{FEFF}bom'],
    ['filler\u3164', 'filler\\u{3164}'],
    ['tag\u{E0041}', 'tag\\u{E0041}'],
    [' before', '\\u{20}before'],
    ['after ', 'after\\u{20}'],
    ['a  b', 'a \\u{20}b'],
    ['', ''],
  ])('%j reads %s', (name, shown) => {
    expect(visible(name)).toBe(shown);
  });

  it('leaves nothing that cannot be seen, and changes nothing that can', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const shown = visible(name);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^ | $| {2}/u);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});
