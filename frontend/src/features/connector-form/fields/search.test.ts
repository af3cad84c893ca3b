import { expect, it } from 'vitest';
import { aField } from '../session/sample-form';
import { found, termsOf } from './search';

const fields = [
  aField('connector.note', { docs: 'See <code>snapshot.mode</code> for the tables.' }),
  aField('snapshot.mode.custom.name'),
  aField('incremental.snapshot.mode'),
  aField('other', { title: 'Snapshot.mode of the other' }),
  aField('snapshot.mode'),
  aField('table.include.list', { title: 'Include Tables' }),
];
const keys = (search: string) => found(fields, termsOf(search)).map((field) => field.key);

it('ranks the exact key, its prefix, the key, the title, then the documentation', () => {
  expect(keys('Snapshot.Mode')).toEqual([
    'snapshot.mode',
    'snapshot.mode.custom.name',
    'incremental.snapshot.mode',
    'other',
    'connector.note',
  ]);
  expect(keys('tables')).toEqual(['table.include.list', 'connector.note']);
});

it('wants every word, but no tag', () => {
  expect(keys('include table')).toEqual(['table.include.list']);
  expect(keys('snapshot moon')).toEqual([]);
  expect(keys('<code>')).toEqual([]);
});
