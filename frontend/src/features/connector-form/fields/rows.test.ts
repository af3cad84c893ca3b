import { describe, expect, it } from 'vitest';
import type { FieldView, FormGroup } from '../../../bridge/dto';
import { hiddenId, type RowQuery, rowsOf, sectionId } from './rows';

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
  onlyKey: '',
  onlyValue: '',
  closed: false,
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
  off: new Set(),
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
    expect(ids({ unfolded: new Set([hiddenId('A')]) })).toContain('field hidden.set');
  });

  it('shows one group, and everything again while something is searched', () => {
    expect(ids({ group: 'other' })).toEqual(['heading other', 'field odd', 'add']);
    expect(ids({ group: 'other', search: 'HOST' })).toEqual(['heading A host', 'field host']);
  });

  it('finds words of the documentation but not its tags, every word of the search, and hidden settings', () => {
    expect(ids({ search: 'server lives' })).toEqual(['heading A host', 'field host']);
    expect(ids({ search: 'server moon' })).toEqual([]);
    expect(ids({ search: '<b>' })).toEqual([]);
    expect(ids({ search: 'hidden.not', show: 'set' })).toEqual(['heading A hidden.not', 'field hidden.not']);
  });

  it('never filters away what is wrong, nor what was just emptied', () => {
    expect(ids({ show: 'set' })).toEqual(['heading A', 'fold A', 'heading other', 'field odd']);
    expect(ids({ show: 'set', wrong: new Set(['host']) })).toContain('field host');
    expect(ids({ show: 'set', stays: new Set(['host']) })).toContain('field host');
  });

  it('shows what is needed, and all of a group that was opened', () => {
    expect(ids({ show: 'needed' })).toEqual(['heading A', 'field name', 'fold A', 'heading other', 'field odd']);
    expect(ids({ show: 'needed', unfolded: new Set(['A']) })).toContain('field host');
  });
});

describe('a group in sections', () => {
  const parts = ['log.a', 'log.b', 'snap.a', 'snap.b', 'old'].map((key) =>
    field(key, { needed: key === 'snap.a', folded: key === 'old' ? 'deprecated' : '' }),
  );
  const large: FormGroup = {
    ...group(
      'L',
      parts.map(({ key }) => key),
    ),
    sections: [
      { title: 'log', keys: ['log.a', 'log.b'], folded: false },
      { title: 'snap', keys: ['snap.a', 'snap.b'], folded: false },
      { title: 'deprecated, internal', keys: ['old'], folded: true },
    ],
  };
  const rows = (more: Partial<RowQuery> = {}) =>
    ids({
      groups: [large],
      fields: new Map(parts.map((each) => [each.key, each])),
      set: new Set(),
      show: 'needed',
      ...more,
    });
  const [log] = large.sections;
  const logId = log === undefined ? '' : sectionId(large, log);

  it('shows what is needed and its sections, which open one by one', () => {
    expect(rows()).toEqual(['heading L', 'field snap.a', 'sections L']);
    expect(rows({ unfolded: new Set([logId]) })).toEqual([
      'heading L',
      'field snap.a',
      'sections L',
      `section ${logId}`,
      'field log.a',
      'field log.b',
    ]);
  });

  it('shows all under the titles, except what is folded away', () => {
    const all = rows({ show: 'all' });
    expect(all.filter((id) => id.startsWith('field'))).toEqual([
      'field log.a',
      'field log.b',
      'field snap.a',
      'field snap.b',
    ]);
    expect(all.filter((id) => id.startsWith('section '))).toHaveLength(3);
    expect(rows({ show: 'all', set: new Set(['old']) })).toContain('field old');
  });

  it('can be chosen by section', () => {
    expect(rows({ group: logId })).toEqual(['heading L', `section ${logId}`, 'field log.a', 'field log.b']);
  });
});
