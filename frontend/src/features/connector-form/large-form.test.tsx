import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormEdit } from '../../bridge/dto';
import type { MemoryBridge } from '../../bridge/memory';
import { memory, renderScreen } from '../../testing/render';
import { FormScreen } from './form-screen';
import { largeForm, largeState } from './session/large-form';

let bridge: MemoryBridge;

beforeEach(() => {
  bridge = memory();
  bridge.answer('forms.view', largeForm);
  for (const method of ['forms.state', 'forms.set', 'forms.focus'] as const) {
    bridge.answer(method, largeState());
  }
});

async function openLarge() {
  const page = await renderScreen(<FormScreen draft="large" at={undefined} />, bridge);
  await screen.findByRole('textbox', { name: 'Find a setting' });
  return page;
}
const keys = () => [...document.querySelectorAll('[data-key]')].map((row) => row.getAttribute('data-key'));

describe('a form of many settings', () => {
  it('opens on what is needed, says how much of a group that is, and F4 shows all of the group in focus', async () => {
    const { user } = await openLarge();
    expect(screen.getByRole('radio', { name: 'Needed and important 30' })).toHaveProperty('checked', true);
    expect(keys().slice(0, 4)).toEqual(['name', 'g0.setting.1', 'g0.setting.2', 'g1.setting.0']);
    expect(screen.getAllByText(/^3 of 40 shown/).length).toBeGreaterThan(1);
    await user.click(screen.getByRole('textbox', { name: 'g0.setting.1' }));
    await user.keyboard('{F4}');
    expect(keys().slice(2, 5)).toEqual(['g0.setting.2', 'g0.setting.3', 'g0.setting.4']);
    await user.keyboard('{F4}');
    expect(keys()[3]).toBe('g1.setting.0');
  });

  it('remembers for the class what was chosen instead', async () => {
    const { user } = await openLarge();
    await user.click(screen.getByRole('radio', { name: 'All 400' }));
    expect(keys()).toContain('g0.setting.3');
    const saved = bridge.asked.findLast((call) => call.method === 'desktop.saveSettings')?.args[0];
    expect(saved).toMatchObject({ panels: { [`form.show.${largeForm.class}`]: 'all' } });
  });

  it('offers a key that no setting matches as another setting', async () => {
    const { user } = await openLarge();
    await user.type(screen.getByRole('textbox', { name: 'Find a setting' }), 'my.own.key');
    await user.click(screen.getByRole('button', { name: 'Add “my.own.key” as another setting' }));
    await waitFor(() =>
      expect(
        bridge.asked.filter((call) => call.method === 'forms.set').flatMap((call) => call.args[1] as FormEdit[]),
      ).toEqual([{ key: 'my.own.key', text: '', unset: false, empty: true }]),
    );
  });

  it('adds a key of a family by its rest, and one of a template by its gaps', async () => {
    const [first] = largeForm.groups;
    if (first === undefined) {
      throw new Error('the form has no group');
    }
    const gap = { text: '', gap: true, label: 'length', number: true };
    const fixed = (text: string) => ({ text, gap: false, label: '', number: false });
    bridge.answer('forms.view', {
      ...largeForm,
      large: false,
      groups: [
        {
          ...first,
          keys: ['name'],
          families: [{ prefix: 'history.', named: 'name', docs: '', keys: [] }],
          templates: [
            {
              name: 'mask.(d+).chars',
              title: '',
              docs: '',
              type: 'STRING',
              importance: 'LOW',
              parts: [fixed('mask.'), gap, fixed('.chars')],
            },
          ],
        },
      ],
    });
    const { user } = await openLarge();
    expect(screen.queryByRole('list', { name: /that other connectors set/ })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Key after history.' }), 'servers{Enter}');
    const length = screen.getByRole('textbox', { name: 'length of mask.(d+).chars' });
    await user.type(length, 'x{Enter}');
    await user.clear(length);
    await user.type(length, '12{Enter}');
    await waitFor(() =>
      expect(
        bridge.asked
          .filter((call) => call.method === 'forms.set')
          .flatMap((call) => call.args[1] as FormEdit[])
          .map((edit) => edit.key),
      ).toEqual(['history.servers', 'mask.12.chars']),
    );
  });

  it('offers the keys of a family that other connectors set, and says which ones', async () => {
    const [first] = largeForm.groups;
    if (first === undefined) {
      throw new Error('the form has no group');
    }
    const keys = Array.from({ length: 8 }, (_, at) => ({ key: `driver.part.${String(at)}`, from: 'stock-source' }));
    bridge.answer('forms.view', {
      ...largeForm,
      large: false,
      groups: [{ ...first, keys: ['name'], families: [{ prefix: 'driver.', named: '', docs: '', keys }] }],
    });
    const { user } = await openLarge();
    const list = screen.getByRole('list', { name: 'Keys of driver. that other connectors set' });
    expect(list.textContent).toContain('driver.part.0 set by stock-source');
    expect(screen.queryByRole('button', { name: 'Add driver.part.7' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show all 8' }));
    await user.click(screen.getByRole('button', { name: 'Add driver.part.7' }));
    await waitFor(() =>
      expect(
        bridge.asked.filter((call) => call.method === 'forms.set').flatMap((call) => call.args[1] as FormEdit[]),
      ).toEqual([{ key: 'driver.part.7', text: '', unset: false, empty: true }]),
    );
  });
});
