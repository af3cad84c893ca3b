import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { row } from './row.fixture';
import { hasLine, RowLine } from './row-line';

test('a connector that runs after a failed update says so, and not in red', () => {
  const noted = row({ note: 'The update of 20 Nov 12:08 failed, so the connector runs as before.' });
  expect(hasLine(noted)).toBe(true);
  render(<RowLine restartWord="" row={noted} onMore={() => undefined} />);
  expect(screen.getByText('update failed').dataset['tone']).toBe('amber');
  expect(screen.getByTitle(/runs as before/).textContent).toContain('so the connector runs as before');
});
