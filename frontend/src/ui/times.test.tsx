import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderKit } from '../testing/render';
import { RelativeTime } from './times';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('times go on by themselves with one timer, which rests when none is shown', () => {
  const start = Date.now();
  const before = vi.getTimerCount();
  const { unmount } = renderKit(
    <>
      <RelativeTime at={start} before="Updated " />
      <RelativeTime at={start + 22_000} form="until" />
      <RelativeTime at={0} />
    </>,
  );
  expect(screen.getByText('Updated just now')).toBeDefined();
  act(() => {
    vi.advanceTimersByTime(5_000);
  });
  expect(screen.getByText('Updated 5 s ago')).toBeDefined();
  expect(screen.getByText('in 17 s')).toBeDefined();
  expect(screen.getByTitle('not known').textContent).toBe('–');
  unmount();
  expect(vi.getTimerCount()).toBe(before);
});
