import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useCommands } from '../shell/commands';
import { memory, renderScreen } from '../testing/render';
import { Dialog } from '../ui/dialog';
import { StatusBar } from './status-bar';

function Form() {
  useCommands('Form', { leave: () => undefined, nextProblem: () => undefined });
  return <input aria-label="topic.prefix" />;
}

test('of Esc the status bar says one thing: in a field it leaves the field, elsewhere the form', async () => {
  const { user } = await renderScreen(
    <>
      <Form />
      <StatusBar />
    </>,
    memory(),
  );
  const bar = screen.getByRole('contentinfo');
  expect(bar.textContent).toContain('leave, the draft stays');
  await user.click(screen.getByRole('textbox', { name: 'topic.prefix' }));
  expect(bar.textContent).toContain('leave the field');
  expect(bar.textContent).toContain('next problem');
  expect(bar.textContent).not.toContain('leave, the draft stays');
});

test('in a dialog Esc closes it from a field as well, so the status bar does not say that it leaves the field', async () => {
  const { user, container } = await renderScreen(
    <>
      <Dialog title="Delete shop-orders?" width={400} onClose={() => undefined} actions={null}>
        <input aria-label="Type the name" />
      </Dialog>
      <StatusBar />
    </>,
    memory(),
  );
  await user.click(await screen.findByRole('textbox', { name: 'Type the name' }));
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Type the name');
  expect(container.querySelector('footer')?.textContent).not.toContain('leave the field');
});
