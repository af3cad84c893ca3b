import { describe, expect, it } from 'vitest';
import { keyCaps, matches, typesText } from './keys';

const press = (key: string, held: Partial<Record<'ctrl' | 'alt' | 'shift' | 'meta', boolean>> = {}) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
});

describe('matches', () => {
  it.each([
    ['J', press('j'), true],
    ['J', press('J'), true],
    ['J', press('J', { shift: true }), false],
    ['Shift+J', press('J', { shift: true }), true],
    ['Shift+J', press('j'), false],
    ['J', press('j', { ctrl: true }), false],
    ['Ctrl+J', press('j', { ctrl: true }), true],
    ['Ctrl+J', press('j', { meta: true }), true],
    ['Ctrl+J', press('j', { ctrl: true, alt: true }), false],
    ['Ctrl+Enter', press('Enter', { ctrl: true }), true],
    ['Enter', press('Enter', { ctrl: true }), false],
    ['Alt+ArrowLeft', press('ArrowLeft', { alt: true }), true],
    ['?', press('?', { shift: true }), true],
    ['?', press('?'), true],
    ['Ctrl++', press('+', { ctrl: true, shift: true }), true],
    ['Ctrl+-', press('-', { ctrl: true }), true],
    ['Ctrl+,', press(',', { ctrl: true }), true],
    ['Space', press(' '), true],
    ['Space', press(' ', { shift: true }), false],
  ])('%s against %o is %s', (combo, event, expected) => {
    expect(matches(event, combo)).toBe(expected);
  });
});

describe('keyCaps', () => {
  it.each([
    ['Ctrl+Enter', ['Ctrl', 'Enter']],
    ['Alt+ArrowLeft', ['Alt', '←']],
    ['j', ['J']],
    ['Ctrl++', ['Ctrl', '+']],
    ['Escape', ['Esc']],
    ['Space', ['Space']],
  ])('%s', (combo, caps) => {
    expect(keyCaps(combo)).toEqual(caps);
  });
});

it('letters, Enter and arrows are for the field that has the focus; combinations and function keys are not', () => {
  expect(['J', '/', 'Enter', 'ArrowDown', 'Space'].every(typesText)).toBe(true);
  expect(['Ctrl+J', 'Alt+ArrowLeft', 'F5', 'Escape'].some(typesText)).toBe(false);
});
