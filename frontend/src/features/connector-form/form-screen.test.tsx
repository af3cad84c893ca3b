import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormEdit, FormState, FormView } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { FormScreen } from './form-screen';
import { aField, sampleForm } from './session/sample-form';

let bridge: MemoryBridge;

beforeEach(() => {
  bridge = memory();
  keepAs(sampleForm);
});

/** Answers as Go does for a form that stays as it is. */
function keepAs(view: FormView, state: Partial<FormState> = {}) {
  const now = { ...view.state, ...state };
  bridge.answer('forms.view', { ...view, state: now });
  for (const method of ['forms.state', 'forms.set', 'forms.focus', 'forms.validate'] as const) {
    bridge.answer(method, now);
  }
}

async function openForm() {
  const page = await renderScreen(<FormScreen draft="draft-1" at={undefined} />, bridge);
  await screen.findByRole('textbox', { name: 'Find a setting' });
  return page;
}
const field = (key: string) => {
  const row = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  if (row === null) {
    throw new Error(`${key} is not drawn`);
  }
  return row;
};
const edits = () =>
  bridge.asked.filter((call) => call.method === 'forms.set').flatMap((call) => call.args[1] as FormEdit[]);

describe('a new form', () => {
  it('has nothing red before the person was there; what is required is counted in grey', async () => {
    const problems = sampleForm.state.problems.map((each) => ({ ...each, severity: 'fill' as const }));
    keepAs(sampleForm, { problems, errors: 0, warnings: 0, toFill: 3, groups: [] });
    await openForm();
    expect(document.querySelectorAll('[data-bar="problem"], [aria-invalid="true"]')).toHaveLength(0);
    expect(field('slot.name').textContent).not.toContain('Must contain only digits');
    expect(screen.getByText('3 still required', { selector: 'b' })).toBeTruthy();
  });

  it('tells unset from set, and a default is never a value', async () => {
    const { user } = await openForm();
    await user.click(within(field('database.port')).getByRole('button', { name: 'Reset' }));
    const port = within(field('database.port')).getByRole('textbox');
    expect(port).toHaveProperty('value', '');
    expect(port).toHaveProperty('placeholder', '5432');
    const drop = within(field('slot.drop')).getByRole('switch', { name: 'slot.drop, not set' });
    expect(drop).toHaveProperty('checked', true);
    await user.click(drop);
    expect(within(field('slot.drop')).getByRole('switch', { name: 'slot.drop' })).toHaveProperty('checked', false);
    await waitFor(() =>
      expect(edits()).toEqual([
        { key: 'database.port', text: '', unset: true, empty: false },
        { key: 'slot.drop', text: 'false', unset: false, empty: false },
      ]),
    );
  });
});

describe('what a connector needs besides its config', () => {
  const role = aField('aws:service.role', {
    title: 'Service role',
    group: '~settings.AWS settings',
    required: true,
    needed: true,
  });
  const plugin = aField('aws:plugin', {
    title: 'Plugin',
    group: role.group,
    kind: 'choice',
    recommended: ['arn:aws:kafkaconnect:x#2'],
  });
  const withSettings: FormView = {
    ...sampleForm,
    groups: [
      {
        id: role.group,
        title: 'AWS settings',
        keys: [role.key, plugin.key],
        own: false,
        other: false,
        sections: [],
        families: [],
        templates: [],
      },
      ...sampleForm.groups,
    ],
    fields: [role, plugin, ...sampleForm.fields],
    versions: { 'arn:aws:kafkaconnect:x#2': 'shop-connectors, revision 2' },
    problem: { ...sampleForm.problem, code: 'unsupported', text: 'The service does not describe its plugins.' },
  };
  const missing = {
    key: role.key,
    group: role.group,
    text: 'A value is required.',
    source: 'local',
    replace: '',
  } as const;
  const count = { id: role.group, set: 0, total: 2, shown: 1, required: 1, requiredSet: 0 };

  it('is a group with the title of the data, counted in what is to fill', async () => {
    keepAs(withSettings, {
      problems: [{ ...missing, severity: 'fill' }],
      errors: 0,
      warnings: 0,
      toFill: 1,
      groups: [{ ...count, errors: 0, toFill: 1 }],
    });
    const { user } = await openForm();
    expect(screen.getByText('1 still required', { selector: 'b' })).toBeTruthy();
    expect(document.body.textContent).toContain('does not describe its plugins. No definitions. Keys are free text.');
    await user.click(screen.getByRole('button', { name: /AWS settings.*1 required/ }));
    expect(field(role.key).textContent).toContain('Service role');
    expect(document.querySelector('[data-key="slot.name"]')).toBeNull();
    await user.click(within(field(plugin.key)).getByRole('combobox'));
    await user.keyboard('{ArrowDown}');
    expect(await screen.findByText('shop-connectors, revision 2')).toBeTruthy();
  });

  it('is set like a key of the config, and its problem is at its field', async () => {
    keepAs(withSettings, {
      problems: [{ ...missing, severity: 'error' }],
      groups: [{ ...count, errors: 1, toFill: 0 }],
    });
    const { user } = await openForm();
    expect(field(role.key).textContent).toContain('A value is required.');
    await user.click(within(field(role.key)).getByRole('textbox'));
    await user.paste('arn:aws:iam::1:role/lake');
    await waitFor(() =>
      expect(edits().at(-1)).toEqual({ key: role.key, text: 'arn:aws:iam::1:role/lake', unset: false, empty: false }),
    );
  });
});

describe('a list', () => {
  it('splits a paste at commas and sends the text that it is', async () => {
    const { user } = await openForm();
    await user.click(within(field('table.include.list')).getByRole('textbox'));
    await user.paste('public.a, public.b');
    await waitFor(() => expect(edits().at(-1)?.text).toBe('public.orders,public.order_lines,public.a,public.b'));
    await user.click(within(field('table.include.list')).getByRole('button', { name: 'Remove public.order_lines' }));
    expect(edits().at(-1)?.text).toBe('public.orders,public.a,public.b');
  });
});

describe('a secret', () => {
  it('is asked for by its eye alone, is not sent by looking, and is forgotten when it is hidden', async () => {
    bridge.answer('forms.reveal', 'canary-secret');
    const { user, container } = await openForm();
    expect(container.innerHTML).not.toContain('canary-secret');
    await user.click(within(field('database.sslpassword')).getByRole('button', { name: 'Show' }));
    await waitFor(() =>
      expect(within(field('database.sslpassword')).getByRole('textbox')).toHaveProperty('value', 'canary-secret'),
    );
    await user.click(within(field('database.sslpassword')).getByRole('button', { name: 'Hide' }));
    const input = field('database.sslpassword').querySelector('input');
    expect(input).toMatchObject({ type: 'password', value: '' });
    expect(edits()).toEqual([]);
  });

  it('keeps the line ends of a pasted key', async () => {
    await openForm();
    const input = field('database.sslpassword').querySelector('input');
    fireEvent.paste(input ?? document.body, { clipboardData: { getData: () => '-----BEGIN-----\r\nabc\r\n' } });
    await waitFor(() => expect(edits().at(-1)?.text).toBe('-----BEGIN-----\nabc\n'));
    expect(document.body.textContent).not.toContain('abc');
  });
});

describe('a placeholder', () => {
  it('is a chip in clear without an eye; a press makes it a text', async () => {
    const { user } = await openForm();
    const row = () => within(field('database.password'));
    expect(row().queryByRole('button', { name: 'Show' })).toBeNull();
    await user.click(row().getByRole('button', { name: /press to edit/ }));
    const input = row().getByRole('textbox');
    expect(input).toHaveProperty('value', '${file:/etc/connect/orders.properties:cdc.password}');
    expect(document.activeElement).toBe(input);
    await user.clear(input);
    await user.type(input, 'typed');
    expect(input).toHaveProperty('type', 'password');
  });

  it('is in clear as soon as it is whole in a secret, and a secret beside it is not', async () => {
    const { user } = await openForm();
    const input = within(field('database.sslpassword')).getByLabelText('database.sslpassword');
    await user.type(input, '$' + '{{file:/a:b');
    expect(input).toHaveProperty('type', 'password');
    await user.type(input, '}');
    expect(input).toHaveProperty('type', 'text');
    await user.type(input, 'x');
    expect(input).toHaveProperty('type', 'password');
  });

  it('does not take the field away while it is typed', async () => {
    const { user } = await openForm();
    const host = within(field('database.hostname')).getByRole('textbox');
    await user.clear(host);
    await user.type(host, '$' + '{{env:HOST}');
    expect(document.activeElement).toBe(host);
    await user.tab();
    expect(within(field('database.hostname')).getByRole('button', { name: /press to edit/ })).toBeTruthy();
  });
});

describe('problems', () => {
  it('are asked for by one button, which says what that does, where nothing is validated automatically', async () => {
    const checks = { auto: false, reason: 'production' } as const;
    keepAs(sampleForm, { checks, check: 'local' });
    bridge.answer('forms.validate', { ...sampleForm.state, checks, revision: 5, checkedAt: 1 });
    const { user } = await openForm();
    expect(screen.getByText('Validating runs the plugin, which may log in to the real system.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ask the worker what is required' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Ask the worker what is required' })).toBeNull());
    expect(bridge.asked.filter((call) => call.method === 'forms.validate')).toHaveLength(1);
  });

  it('lead to their fields: F8, and a press in the list', async () => {
    const { user } = await openForm();
    await user.keyboard('{F8}');
    await waitFor(() => expect(field('slot.name').contains(document.activeElement)).toBe(true));
    await user.keyboard('{F8}');
    await waitFor(() => expect(field('tombstones.on.delete').contains(document.activeElement)).toBe(true));
    await user.click(screen.getByRole('button', { name: /slot\.name Must contain/ }));
    await waitFor(() => expect(field('slot.name').contains(document.activeElement)).toBe(true));
  });

  it('of a mistyped key offer the other one, and move its text there in one step', async () => {
    const { user } = await openForm();
    await user.click(screen.getByTitle('Replace snapshot.moed by snapshot.mode'));
    await waitFor(() =>
      expect(edits()).toEqual([
        { key: 'snapshot.mode', text: 'never', unset: false, empty: false },
        { key: 'snapshot.moed', text: '', unset: true, empty: false },
      ]),
    );
  });
});

describe('the focus', () => {
  it('begins in the first field that is needed and not set', async () => {
    keepAs({ ...sampleForm, values: sampleForm.values.filter((value) => value.key !== 'name') });
    await openForm();
    await waitFor(() => expect(field('name').contains(document.activeElement)).toBe(true));
  });

  it('stays in the field while the worker validates', async () => {
    const { user } = await openForm();
    const host = within(field('database.hostname')).getByRole('textbox');
    await user.click(host);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked.some((call) => call.method === 'forms.validate')).toBe(true));
    expect(document.activeElement).toBe(host);
  });
});

describe('a text that is taken away', () => {
  it('unsets the field; an empty text is set on purpose only, and says so', async () => {
    const { user } = await openForm();
    const row = () => within(field('slot.name'));
    await user.clear(row().getByRole('textbox'));
    await waitFor(() => expect(edits().at(-1)).toEqual({ key: 'slot.name', text: '', unset: true, empty: false }));
    expect(row().queryByText('empty text')).toBeNull();
    await user.click(row().getByRole('textbox'));
    await user.keyboard('{Alt>}{Enter}{/Alt}');
    await user.click(await screen.findByRole('menuitem', { name: /Set to empty/ }));
    await waitFor(() => expect(edits().at(-1)).toEqual({ key: 'slot.name', text: '', unset: false, empty: true }));
    expect(row().getByText('empty text')).toBeTruthy();
  });

  it('comes back with Undo after a reset', async () => {
    const { user } = await openForm();
    const row = () => within(field('slot.name'));
    await user.click(row().getByRole('button', { name: 'Unset' }));
    expect(row().getByRole('textbox')).toHaveProperty('value', '');
    await user.click(row().getByRole('button', { name: 'Undo' }));
    expect(row().getByRole('textbox')).toHaveProperty('value', 'Orders-CDC');
    expect(row().queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(edits().at(-1)).toEqual({ key: 'slot.name', text: 'Orders-CDC', unset: false, empty: false });
  });
});

describe('what is typed and not finished', () => {
  it('in a list goes along with whatever leads away', async () => {
    const { user } = await openForm();
    await user.type(within(field('table.include.list')).getByRole('textbox'), 'public.ship');
    await waitFor(() => expect(edits().at(-1)?.text).toBe('public.orders,public.order_lines,public.ship'));
  });

  it('as a key to add is still there when its row comes back', async () => {
    const { user } = await openForm();
    await user.click(screen.getByRole('button', { name: /^Other settings/ }));
    await user.type(screen.getByRole('textbox', { name: 'Key to add' }), 'my.key');
    await user.click(screen.getByRole('button', { name: /^Database/ }));
    expect(screen.queryByRole('textbox', { name: 'Key to add' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /^Other settings/ }));
    expect(screen.getByRole('textbox', { name: 'Key to add' })).toHaveProperty('value', 'my.key');
  });
});

describe('a field that is read aloud', () => {
  it('names its control, and the control names what is wrong with it', async () => {
    keepAs(sampleForm, {
      problems: ['slot.drop', 'table.include.list'].map((key) => ({
        key,
        text: 'Not allowed here.',
        group: 'Database',
        severity: 'error',
        source: 'local',
        replace: '',
      })),
    });
    await openForm();
    for (const key of ['slot.drop', 'table.include.list']) {
      const label = field(key).querySelector('label');
      const control = document.getElementById(label?.htmlFor ?? '');
      const described = document.getElementById(control?.getAttribute('aria-describedby') ?? '');
      expect(described?.textContent, key).toContain('Not allowed here.');
    }
  });
});

describe('Create', () => {
  it('stays pressable with problems, says why nothing was sent, and goes to the first one', async () => {
    bridge.answer('forms.create', {
      name: '',
      took: 0,
      landed: 'no',
      text: '2 problems in the form. Nothing was sent.',
      problem: {
        code: 'invalid',
        text: '2 problems in the form. Nothing was sent.',
        worker: '',
        field: '',
        consent: '',
        action: '',
      },
    });
    const { user, visited } = await openForm();
    await user.click(screen.getByRole('button', { name: /Create connector/ }));
    expect(await screen.findByText('2 problems in the form. Nothing was sent.')).toBeTruthy();
    await waitFor(() => expect(field('slot.name').contains(document.activeElement)).toBe(true));
    expect(visited).toEqual([]);
  });

  it('sends what is typed in a list first, in the chosen state, then follows the connector', async () => {
    const { user, visited } = await openForm();
    await user.type(within(field('table.include.list')).getByRole('textbox'), 'public.ship');
    await user.click(screen.getByRole('radio', { name: 'Paused' }));
    await user.click(within(field('table.include.list')).getByRole('textbox'));
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(visited).toHaveLength(1));
    const order = bridge.asked.map((call) => call.method).filter((method) => /set|create/.test(method));
    expect(order.at(-1)).toBe('forms.create');
    expect(edits().at(-1)?.text).toContain(',public.ship');
    expect(bridge.asked.findLast((call) => call.method === 'forms.create')?.args[1]).toBe('PAUSED');
    expect(visited[0]).toMatch(/\/created$/);
  });
});

it('Esc leaves the field first, then the form', async () => {
  const { user, visited } = await openForm();
  await user.click(within(field('database.hostname')).getByRole('textbox'));
  await user.keyboard('{Escape}');
  expect(visited).toEqual([]);
  await user.keyboard('{Escape}');
  expect(visited).toEqual(['back']);
});

it('a key without a definition is added as it is typed, "key=value" taken apart', async () => {
  const { user } = await openForm();
  await user.click(screen.getByRole('button', { name: /^Other settings/ }));
  await user.click(screen.getByRole('textbox', { name: 'Key to add' }));
  await user.paste('producer.override.linger.ms=50');
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(edits()).toEqual([{ key: 'producer.override.linger.ms', text: '50', unset: false, empty: false }]),
  );
});
