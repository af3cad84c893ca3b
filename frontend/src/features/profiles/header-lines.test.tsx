import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { KitProvider } from '../../ui/kit-provider';
import { HeaderLines } from './header-lines';
import { inputOf, newDraft, type ProfileDraft } from './profile-draft';

const seen: ProfileDraft[] = [];
const now = () => seen.at(-1) ?? newDraft();

function Lines({ initial }: { initial: ProfileDraft }) {
  const [draft, setDraft] = useState(initial);
  useEffect(() => {
    seen.push(draft);
  }, [draft]);
  return (
    <HeaderLines
      draft={draft}
      errors={{}}
      has={() => true}
      label={(_, usual) => usual}
      logins={[]}
      pickFile={() => Promise.resolve('')}
      onChange={(part) => setDraft({ ...draft, ...part })}
    />
  );
}

test('the value of a header moves to the secrets and back, and follows its name', async () => {
  const user = userEvent.setup();
  render(
    <KitProvider scheme="light">
      <Lines initial={newDraft('http://h')} />
    </KitProvider>,
  );
  await user.click(screen.getByRole('button', { name: 'Add a header' }));
  await user.type(screen.getByLabelText('Name of header 1'), 'X-Ke');
  await user.type(screen.getByLabelText('Value of header 1'), 'hush');
  await user.click(screen.getByRole('checkbox', { name: 'secret' }));
  await user.type(screen.getByLabelText('Name of header 1'), 'y');
  expect(inputOf(now())).toMatchObject({
    headers: [{ name: 'X-Key', value: '', secret: true }],
    entered: { 'header:X-Key': 'hush' },
  });
  await user.type(screen.getByLabelText('Value of header 1'), '!');
  await user.click(screen.getByRole('checkbox', { name: 'secret' }));
  expect(inputOf(now())).toMatchObject({ headers: [{ name: 'X-Key', value: 'hush!', secret: false }], entered: {} });
  await user.click(screen.getByRole('button', { name: 'Remove header 1' }));
  expect(inputOf(now()).headers).toEqual([]);
});
