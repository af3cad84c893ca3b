import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, readSetting } from './durations';

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [0.2, '0.2 ms'],
    [3, '3 ms'],
    [214, '214 ms'],
    [999.6, '1000 ms'],
    [1_400, '1.4 s'],
    [5_000, '5 s'],
    [10_000, '10 s'],
    [11_200, '11.2 s'],
    [59_000, '59 s'],
    [90_000, '1 min 30 s'],
    [5_400_000, '1 h 30 min'],
    [Number.NaN, '–'],
    [-1, '–'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('readSetting', () => {
  it.each([
    ['5400000', 'ms', '1 h 30 min'],
    ['10000', 'ms', '10 s'],
    ['1500', 'ms', '1 s 500 ms'],
    ['500', 'ms', ''],
    ['0', 'ms', ''],
    ['-1', 'ms', ''],
    ['', 'ms', ''],
    ['1e3', 'ms', ''],
    ['${env:X}', 'ms', ''],
    ['3600', 's', '1 h'],
    ['30', 's', ''],
    ['1048576', 'bytes', '1 MiB'],
    ['1536', 'bytes', ''],
    ['65536', 'bytes', '64 KiB'],
    ['7', 'rows', ''],
    ['9223372036854775807', 'ms', '106751991167 d 7 h 12 min 55 s'],
  ])('%s %s is "%s"', (text, unit, reading) => {
    expect(readSetting(text, unit)).toBe(reading);
  });

  it('loses nothing: the parts add up to the value', () => {
    const factors: Record<string, bigint> = { d: 86_400_000n, h: 3_600_000n, min: 60_000n, s: 1_000n, ms: 1n };
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 86_399_999n }), (value) => {
        const text = readSetting(value.toString(), 'ms');
        const parts =
          text === '' ? [[value.toString(), 'ms']] : [...text.matchAll(/(\d+) (\w+)/g)].map((m) => [m[1], m[2]]);
        const sum = parts.reduce(
          (total, [many, unit]) => total + BigInt(many ?? '0') * (factors[unit ?? ''] ?? 0n),
          0n,
        );
        expect(sum).toBe(value);
      }),
    );
  });
});
