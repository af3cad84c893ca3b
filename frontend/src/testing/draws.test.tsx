import { fireEvent, render, screen } from '@testing-library/react';
import { memo, useState } from 'react';
import { expect, test } from 'vitest';
import { drawnBy } from './draws';

function Leaf({ value }: { value: number }) {
  return <i>{value}</i>;
}
const Still = memo(function Quiet() {
  return <Leaf value={0} />;
});
function Pair() {
  const [value, setValue] = useState(0);
  return (
    <div>
      <button type="button" onClick={() => setValue(value + 1)}>
        More
      </button>
      <Leaf value={value} />
      <Still />
    </div>
  );
}

test('counts what was drawn, and nothing that was left alone', async () => {
  const first = await drawnBy(() => render(<Pair />));
  expect(first.toSorted()).toEqual(['Leaf', 'Leaf', 'Pair', 'Quiet']);
  const press = () => fireEvent.click(screen.getByRole('button', { name: 'More' }));
  expect((await drawnBy(press)).toSorted()).toEqual(['Leaf', 'Pair']);
  expect((await drawnBy(press)).toSorted()).toEqual(['Leaf', 'Pair']);
  expect(await drawnBy(() => undefined)).toEqual([]);
});
