import { expect, it } from 'vitest';
import { scrollIn } from './scroll-in';

/** A list of 600 px (setup.ts) that stands at `top`. */
function listAt(top: number): HTMLElement {
  const list = document.createElement('div');
  Object.defineProperty(list, 'scrollTop', { value: top, writable: true });
  return list;
}
function after(top: number, start: number, end: number): number {
  const list = listAt(top);
  scrollIn(list, { start, end });
  return list.scrollTop;
}

it('leaves a row that is in sight where it is', () => {
  expect(after(100, 200, 266)).toBe(100);
});

it('brings a row in with room for its message below, and clear of the head above', () => {
  expect(after(0, 570, 636)).toBe(636 + 48 - 600);
  expect(after(500, 480, 546)).toBe(480 - 42);
});

it('shows the top of a row that is taller than the list', () => {
  expect(after(0, 500, 1_400)).toBe(500 - 42);
});
