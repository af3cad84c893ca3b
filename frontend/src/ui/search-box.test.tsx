import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderKit } from '../testing/render';
import { SearchBox } from './search-box';

test('Enter and Esc that belong to an input method are left to it', () => {
  const onChange = vi.fn();
  const onDown = vi.fn();
  renderKit(<SearchBox label="Filter" value="に" placeholder="" onChange={onChange} onDown={onDown} />);
  const field = screen.getByRole('textbox', { name: 'Filter' });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
  expect(onDown).not.toHaveBeenCalled();
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onDown).toHaveBeenCalledOnce();
});
