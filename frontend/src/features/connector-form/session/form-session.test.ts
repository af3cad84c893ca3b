import { describe, expect, it } from 'vitest';
import type { FormEdit, FormState, FormView } from '../../../bridge/dto';
import { memory } from '../../../testing/render';
import { FormSession } from './form-session';
import { aField, aValue, sampleForm } from './sample-form';

const stateAt = (revision: number, change: Partial<FormState> = {}): FormState => ({
  ...sampleForm.state,
  problems: [],
  revision,
  ...change,
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
function open(change: Partial<FormView> = {}) {
  const bridge = memory();
  bridge.answer('forms.set', () => stateAt(5));
  const session = new FormSession(bridge, { ...sampleForm, ...change });
  const sent = () =>
    bridge.asked.filter((call) => call.method === 'forms.set').map((call) => call.args[1] as FormEdit[]);
  return { bridge, session, sent };
}

describe('what is typed', () => {
  it('is there at once and reaches Go in order, the newest text of a key only', async () => {
    const { bridge, session, sent } = open();
    let answer = (_state: FormState) => {};
    bridge.answer('forms.set', () => new Promise<FormState>((resolve) => (answer = resolve)));
    for (const text of ['5', '54', '543']) {
      session.set('database.port', text);
      expect(session.value('database.port')?.text).toBe(text);
    }
    session.unset('slot.name');
    await settled();
    answer(stateAt(5));
    await settled();
    expect(sent()).toEqual([
      [{ key: 'database.port', text: '5', unset: false, empty: false }],
      [
        { key: 'database.port', text: '543', unset: false, empty: false },
        { key: 'slot.name', text: '', unset: true, empty: false },
      ],
    ]);
    answer(stateAt(6));
    await session.flush();
    expect(session.state.revision).toBe(6);
  });

  it('is not changed by a late or an older answer', async () => {
    const { bridge, session } = open();
    session.set('database.port', '1');
    await session.flush();
    bridge.answer('forms.focus', stateAt(3, { errors: 9 }));
    session.focus('slot.name');
    await settled();
    expect(session.state).toMatchObject({ revision: 5, errors: sampleForm.state.errors });
    expect(session.value('database.port')?.text).toBe('1');
  });

  it('unsets a field that is emptied, except a key without a definition, whose field would vanish', async () => {
    const { session, sent } = open();
    session.type('slot.name', '');
    session.type('snapshot.moed', '');
    await session.flush();
    expect(sent().flat()).toEqual([
      { key: 'slot.name', text: '', unset: true, empty: false },
      { key: 'snapshot.moed', text: '', unset: false, empty: true },
    ]);
  });

  it('stays when Go refuses it and the form is asked for again', async () => {
    const { bridge, session } = open();
    bridge.answer('forms.set', { $problem: { code: 'invalid', text: 'Too long.', worker: '' } });
    session.set('slot.name', 'much too long');
    await session.flush();
    session.takeView({ ...sampleForm, state: stateAt(9) });
    expect(session.value('slot.name')?.text).toBe('much too long');
    expect(session.refused('slot.name')).toBe('Too long.');
  });

  it('stays when Go refuses it, with the reason, and does not hold up what is typed beside it', async () => {
    const { bridge, session, sent } = open();
    bridge.answer('forms.set', (_draft: string, edits: FormEdit[]) => {
      if (edits.some((edit) => edit.text === '••••')) {
        return {
          $problem: { code: 'masked_value', text: 'This is a mask.', worker: '', field: '', consent: '', action: '' },
        };
      }
      return stateAt(7);
    });
    session.edit([
      { key: 'database.sslpassword', text: '••••', unset: false, empty: false },
      { key: 'slot.name', text: 'cdc', unset: false, empty: false },
    ]);
    await session.flush();
    expect(session.refused('database.sslpassword')).toBe('This is a mask.');
    expect(sent().at(-1)).toEqual([{ key: 'slot.name', text: 'cdc', unset: false, empty: false }]);
    session.set('database.sslpassword', 'real');
    expect(session.refused('database.sslpassword')).toBeUndefined();
  });

  it('waits on this side while Go does not answer, and says so', async () => {
    const { bridge, session, sent } = open();
    bridge.answer('forms.set', {
      $problem: { code: 'timeout', text: 'No answer in time.', worker: '', field: '', consent: '', action: '' },
    });
    session.set('slot.name', 'cdc');
    await expect(session.flush()).rejects.toThrow('No answer in time.');
    expect(session.stuckText).toContain('No answer in time.');
    bridge.answer('forms.set', stateAt(8));
    await session.flush();
    expect(sent().at(-1)).toEqual([{ key: 'slot.name', text: 'cdc', unset: false, empty: false }]);
    expect(session.stuckText).toBe('');
  });

  it('survives a form that Go had closed: the draft is opened again and gets it', async () => {
    const { bridge, session } = open();
    let opened = false;
    bridge.answer('forms.resume', () => {
      opened = true;
      return { ...sampleForm, state: stateAt(0) };
    });
    bridge.answer('forms.set', () =>
      opened
        ? stateAt(1, { set: 3 })
        : { $problem: { code: 'not_found', text: 'Not open.', worker: '', field: '', consent: '', action: '' } },
    );
    session.set('slot.name', 'cdc');
    await session.flush();
    expect(session.value('slot.name')?.text).toBe('cdc');
    expect(session.state).toMatchObject({ revision: 1, set: 3 });
  });
});

describe('a form that grew', () => {
  const grown = (change: Partial<FormView>): FormView => ({
    ...sampleForm,
    fields: [...sampleForm.fields, aField('new.key')],
    state: stateAt(9, { shape: 2 }),
    ...change,
  });

  it('is asked for, and keeps the text that is being typed and the secret that was typed', async () => {
    const { bridge, session } = open();
    session.set('database.sslpassword', 'canary');
    await session.flush();
    bridge.answer('forms.changes', () => {
      session.set('slot.name', 'typed meanwhile');
      return grown({ values: [aValue('database.sslpassword', '', { hidden: true }), aValue('slot.name', 'old')] });
    });
    bridge.answer('forms.state', stateAt(9, { shape: 2 }));
    await session.receive({ draft: 'draft-1', revision: 9, savedAt: 0 });
    await settled();
    expect(session.fields.has('new.key')).toBe(true);
    expect(session.value('slot.name')?.text).toBe('typed meanwhile');
    expect(session.value('database.sslpassword')?.text).toBe('canary');
  });

  it('puts the fields that changed among those that are here, in the order of the form', async () => {
    const { bridge, session } = open();
    const kept = session.fields.get('slot.name');
    const keys = ['new.key', ...sampleForm.fields.map((field) => field.key).filter((key) => key !== 'database.port')];
    const changed = { ...aField('database.hostname'), recommended: ['db-1'] };
    bridge.answer('forms.changes', grown({ since: 1, keys, fields: [aField('new.key'), changed] }));
    bridge.answer('forms.state', stateAt(9, { shape: 2 }));
    await session.receive({ draft: 'draft-1', revision: 9, savedAt: 0 });
    await settled();
    expect([...session.fields.keys()]).toEqual(keys);
    expect(session.fields.get('slot.name')).toBe(kept);
    expect(session.fields.get('database.hostname')?.recommended).toEqual(['db-1']);
    expect(bridge.asked.find(({ method }) => method === 'forms.changes')?.args).toEqual(['draft-1', 1]);
    expect(session.view.fields.map(({ key }) => key)).toEqual(keys);
  });

  it('takes values that were changed elsewhere', () => {
    const { session } = open();
    session.takeView(grown({ values: [aValue('slot.name', 'theirs')] }));
    expect(session.value('slot.name')?.text).toBe('theirs');
    expect(session.isSet('database.port')).toBe(false);
  });
});
