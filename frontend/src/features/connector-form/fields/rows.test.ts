import { describe, expect, it } from 'vitest';
import type { FieldView, FormGroup } from '../../../bridge/dto';
import { type RowQuery, rowsOf } from './rows';

const field = (key: string, more: Partial<FieldView> = {}): FieldView => ({
  key,
  title: '',
  group: 'A',
  type: 'STRING',
  kind: 'text',
  importance: 'LOW',
  required: false,
  requiredBy: '',
  needed: false,
  hasDefault: false,
  default: '',
  docs: '',
  recommended: [],
  secret: false,
  unit: '',
  hidden: false,
  folded: '',
  family: '',
  unknown: false,
  fixed: false,
  dependents: [],
  width: 'MEDIUM',
  ...more,
});
const group = (id: string, keys: string[], other = false): FormGroup => ({
  id,
  title: id,
  keys,
  own: true,
  other,
  sections: [],
  families: [],
  templates: [],
});

const fields = [
  field('name', { required: true, needed: true }),
  field('host', { title: 'Host', docs: 'Where the <b>server</b> lives' }),
  field('hidden.set', { hidden: true }),
  field('hidden.not', { hidden: true }),
  field('odd', { group: 'other', unknown: true }),
];
const query = (more: Partial<RowQuery> = {}): RowQuery => ({
  groups: [group('A', ['name', 'host', 'hidden.set', 'hidden.not']), group('B', []), group('other', ['odd'], true)],
  fields: new Map(fields.map((each) => [each.key, each])),
  show: 'all',
  search: '',
  group: '',
  set: new Set(['hidden.set', 'odd']),
  wrong: new Set(),
  stays: new Set(),
  unfolded: new Set(),
  ...more,
});
const ids = (more: Partial<RowQuery> = {}) => rowsOf(query(more)).map((row) => row.id);

describe('rowsOf', () => {
  it('folds what the worker hides, counts what of it is set, and ends with the row that adds a key', () => {
    expect(rowsOf(query())).toMatchObject([
      { kind: 'heading' },
      { id: 'field name' },
      { id: 'field host' },
      { kind: 'fold', hidden: 2, set: 1, open: false },
      { kind: 'heading' },
      { id: 'field odd' },
      { kind: 'add' },
    ]);
    expect(ids({ unfolded: new Set(['A']) })).toContain('field hidden.set');
  });

  it('shows one group, and everything again while something is searched', () => {
    expect(ids({ group: 'other' })).toEqual(['heading other', 'field odd', 'add']);
    expect(ids({ group: 'other', search: 'HOST' })).toEqual(['heading A host', 'field host']);
  });

  it('finds words of the documentation but not its tags, every word of the search, and hidden settings', () => {
    expect(ids({ search: 'server lives' })).toEqual(['heading A host', 'field host']);
    expect(ids({ search: 'server moon' })).toEqual([]);
    expect(ids({ search: '<b>' })).toEqual([]);
    expect(ids({ search: 'hidden.not' })).toEqual(['heading A hidden.not', 'field hidden.not']);
  });

  it('never filters away what is wrong, nor what was just emptied', () => {
    expect(ids({ show: 'set' })).toEqual(['heading A', 'fold A', 'heading other', 'field odd']);
    expect(ids({ show: 'set', wrong: new Set(['host']) })).toContain('field host');
    expect(ids({ show: 'set', stays: new Set(['host']) })).toContain('field host');
    expect(ids({ show: 'important' })).toContain('field name');
    expect(ids({ show: 'important' })).not.toContain('field host');
  });
});
