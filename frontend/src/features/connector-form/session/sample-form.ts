import type { FieldValue, FieldView, FormProblem, FormState, FormView } from '../../../bridge/dto';

// A small form with one field of each kind that the tests are about.

export function aField(key: string, change: Partial<FieldView> = {}): FieldView {
  return {
    key,
    title: '',
    group: 'Database',
    type: 'STRING',
    kind: 'text',
    importance: 'MEDIUM',
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
    ...change,
  };
}

/** What a small group of a plugin has beside its keys. */
const undivided = { own: true, sections: [], families: [], templates: [] };

export function aValue(key: string, text: string, change: Partial<FieldValue> = {}): FieldValue {
  return {
    key,
    text,
    set: true,
    hidden: false,
    placeholder: false,
    changed: false,
    missingSecret: false,
    unshown: false,
    ...change,
  };
}

function aProblem(key: string, text: string, change: Partial<FormProblem> = {}): FormProblem {
  return { key, text, group: 'Database', severity: 'error', source: 'local', replace: '', ...change };
}

const fields = [
  aField('name', { required: true }),
  aField('database.hostname'),
  aField('database.port', { kind: 'number', hasDefault: true, default: '5432' }),
  aField('database.password', { kind: 'secret', secret: true }),
  aField('database.sslpassword', { kind: 'secret', secret: true }),
  aField('table.include.list', { kind: 'list', type: 'LIST' }),
  aField('slot.drop', { kind: 'boolean', hasDefault: true, default: 'true' }),
  aField('slot.name'),
  aField('tombstones.on.delete', { kind: 'boolean' }),
  aField('snapshot.mode'),
  aField('snapshot.moed', { group: '~other', unknown: true }),
];

const nothingWrong = { code: '', text: '', worker: '', field: '', consent: '', action: '' } as const;

const state: FormState = {
  revision: 4,
  problems: [
    aProblem('slot.name', 'Must contain only digits.', { source: 'worker' }),
    aProblem('tombstones.on.delete', '“yes” is not a boolean.'),
    aProblem('snapshot.moed', 'No such setting.', { severity: 'warning', group: '~other', replace: 'snapshot.mode' }),
  ],
  groups: [
    { id: 'Database', set: 7, total: 10, shown: 7, required: 1, requiredSet: 1, errors: 2, toFill: 0 },
    { id: '~other', set: 1, total: 1, shown: 1, required: 0, requiredSet: 0, errors: 0, toFill: 0 },
  ],
  set: 8,
  shown: 8,
  notes: 0,
  changed: 8,
  errors: 2,
  warnings: 1,
  toFill: 0,
  check: 'done',
  checkedAt: 0,
  checkTook: 214,
  checkNote: '',
  checks: { auto: true, reason: '' },
  problem: nothingWrong,
  savedAt: 1,
  saveNote: '',
  shape: 1,
  gone: false,
  conflict: false,
};

export const sampleForm: FormView = {
  since: 0,
  keys: [],
  draft: 'draft-1',
  profile: 'orders-eu',
  mode: 'create',
  name: 'orders',
  class: 'io.example.PostgresConnector',
  version: '',
  type: 'source',
  large: false,
  groups: [
    {
      id: 'Database',
      title: 'Database',
      keys: fields.filter((each) => each.group === 'Database').map((each) => each.key),
      other: false,
      ...undivided,
    },
    { id: '~other', title: 'Other settings', keys: ['snapshot.moed'], other: true, ...undivided },
  ],
  fields,
  values: [
    aValue('name', 'orders'),
    aValue('database.hostname', 'pg-orders'),
    aValue('database.port', '5433'),
    aValue('database.password', '${file:/etc/connect/orders.properties:cdc.password}', { placeholder: true }),
    aValue('database.sslpassword', '', { hidden: true }),
    aValue('table.include.list', 'public.orders,public.order_lines'),
    aValue('slot.name', 'Orders-CDC'),
    aValue('tombstones.on.delete', 'yes'),
    aValue('snapshot.moed', 'never'),
  ],
  state,
  openedAt: 1,
  definitionsFrom: 'definitions',
  problem: nothingWrong,
  startStates: ['RUNNING', 'PAUSED', 'STOPPED'],
  versions: {},
  notes: [],
  missingSecrets: [],
  checks: { auto: true, reason: '' },
};
