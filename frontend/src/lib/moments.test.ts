import { describe, expect, it } from 'vitest';
import { ago, agoShort, clock, date, dateLong, day, until } from './moments';

const now = new Date(2026, 10, 20, 12, 21, 4).getTime();
const s = 1_000;
const min = 60 * s;
const h = 60 * min;

describe('agoShort', () => {
  it.each([
    [0, 'now'],
    [900, 'now'],
    [12 * s, '12 s'],
    [59.9 * s, '59 s'],
    [18 * min, '18 min'],
    [2 * h, '2 h'],
    [47 * h, '47 h'],
    [4 * 24 * h, '4 d'],
    [-5 * s, 'now'],
  ])('%d ms ago is %s', (back, text) => {
    expect(agoShort(now - back, now)).toBe(text);
  });
});

it('reads in sentences', () => {
  expect(ago(now - 2 * s, now)).toBe('2 s ago');
  expect(ago(now, now)).toBe('just now');
  expect(until(now + 21.2 * s, now)).toBe('in 22 s');
  expect(until(now + 10 * min, now)).toBe('in 10 min');
  expect(until(now - s, now)).toBe('now');
});

it('tells the day as people do', () => {
  expect(day(now - 3 * h, now)).toBe('today 09:21');
  expect(day(new Date(2026, 10, 19, 23, 59).getTime(), now)).toBe('yesterday 23:59');
  expect(day(new Date(2026, 10, 14, 16, 2).getTime(), now)).toBe('14 Nov 16:02');
  expect(day(new Date(2025, 2, 3).getTime(), now)).toBe('3 Mar 2025');
});

it('prints clock and dates', () => {
  expect(clock(now)).toBe('12:21');
  expect(clock(now, true)).toBe('12:21:04');
  expect(date(now)).toBe('20 Nov');
  expect(dateLong(now)).toBe('20 Nov 2026');
});
