import type { FieldView, FormState, FormView } from '../../../bridge/dto';
import { aField, aValue, sampleForm } from './sample-form';

const groupCount = 10;
const perGroup = 40;

const names = Array.from({ length: groupCount }, (_, at) => `Group ${String(at)}`);
const fields: FieldView[] = names.flatMap((group, at) =>
  Array.from({ length: perGroup }, (_, index) =>
    aField(index === 0 && at === 0 ? 'name' : `g${String(at)}.setting.${String(index)}`, {
      group,
      title: `Setting ${String(index)}`,
      required: index === 0,
      importance: index < 3 ? 'HIGH' : 'LOW',
      needed: index < 3,
      docs: '<p>What this setting does.</p>',
    }),
  ),
);

/** A state of the form with 400 settings, as Go makes a new one for every answer. */
export function largeState(change: Partial<FormState> = {}): FormState {
  return {
    ...structuredClone(sampleForm.state),
    problems: names.slice(1).map((group, at) => ({
      key: `g${String(at + 1)}.setting.0`,
      text: 'A value is required.',
      group,
      severity: 'fill',
      source: 'local',
      replace: '',
    })),
    groups: names.map((id) => ({
      id,
      set: 0,
      total: perGroup,
      shown: 3,
      required: 1,
      requiredSet: 0,
      errors: 0,
      toFill: 1,
    })),
    set: 1,
    shown: 30,
    changed: 1,
    errors: 0,
    warnings: 0,
    toFill: 9,
    check: 'local',
    ...change,
  };
}

/** 400 settings in ten groups; one is set. */
export const largeForm: FormView = {
  ...sampleForm,
  draft: 'large',
  large: true,
  groups: names.map((id) => ({
    id,
    title: id,
    keys: fields.filter((field) => field.group === id).map((field) => field.key),
    own: true,
    other: false,
    sections: [],
    families: [],
    templates: [],
  })),
  fields,
  values: [aValue('name', 'orders')],
  state: largeState(),
};
