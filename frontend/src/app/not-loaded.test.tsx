import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderKit } from '../testing/render';
import { later } from '../ui/later';
import { ErrorBoundary } from './error-boundary';
import { sayNotLoaded } from './not-loaded';

const missing = () => Promise.reject(new Error('Importing a module script failed.'));

test('a screen whose code does not load offers a reload', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  const Screen = later(missing);
  const { user } = renderKit(
    <ErrorBoundary>
      <Screen />
    </ErrorBoundary>,
  );
  await screen.findByText('A part of Sluiceway could not be loaded');
  expect(screen.getByText(/Importing a module script failed/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Reload' }));
  expect(reload).toHaveBeenCalledOnce();
});

test('loading ahead of time does not fail with the code', async () => {
  await expect(later(missing).load()).resolves.toBeUndefined();
});

test('without the app, the page says what happened and offers a reload', () => {
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  const place = document.createElement('div');
  sayNotLoaded(place, new Error('no <b>app</b>'));
  expect(place.querySelector('pre')?.textContent).toBe('Error: no <b>app</b>');
  expect(place.textContent).toContain('Nothing was sent to a worker');
  place.querySelector('button')?.click();
  expect(reload).toHaveBeenCalledOnce();
});
