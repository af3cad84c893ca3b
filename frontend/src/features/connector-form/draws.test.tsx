import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MemoryBridge } from '../../bridge/memory';
import { handForm } from '../../shell/handed-form';
import { drawnBy } from '../../testing/draws';
import { memory, renderScreen } from '../../testing/render';
import { FormScreen } from './form-screen';
import { largeForm, largeState } from './session/large-form';

let bridge: MemoryBridge;
let revision = 4;

/** Go's next answer: everything new, as it comes out of JSON. */
function answerNext(change: Parameters<typeof largeState>[0] = {}) {
  revision += 1;
  const state = largeState({ revision, ...change });
  for (const method of ['forms.state', 'forms.set', 'forms.focus', 'forms.validate'] as const) {
    bridge.answer(method, state);
  }
}

beforeEach(() => {
  bridge = memory();
  revision = 4;
  bridge.answer('forms.view', largeForm);
  answerNext();
});

const inputOf = (key: string) => screen.getByRole<HTMLInputElement>('textbox', { name: key });

/** Everything that follows from `change`: Go's answer, and what the answer leads to. */
const settle = (change: () => void) =>
  act(async () => {
    change();
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
    }
  });

async function openLarge() {
  await renderScreen(<FormScreen draft="large" at={undefined} />, bridge);
  await screen.findByRole('textbox', { name: 'Find a setting' });
  await settle(() => inputOf('name').focus());
}

async function press(key: string, text: string, change: Parameters<typeof largeState>[0] = {}) {
  answerNext(change);
  return drawnBy(() => settle(() => fireEvent.change(inputOf(key), { target: { value: text } })));
}

describe('a form of 400 settings', () => {
  it('draws at most 12 components for a key press and its answer', async () => {
    await openLarge();
    await press('name', 'orders-');
    const drawn = await press('name', 'orders-2');
    expect(drawn.length, drawn.join(' ')).toBeLessThanOrEqual(12);
  });

  it('draws one component when the draft was stored', async () => {
    await openLarge();
    const first = await drawnBy(() => settle(() => bridge.emit('form', { draft: 'large', revision: 0, savedAt: 7 })));
    expect(first.length, first.join(' ')).toBeLessThanOrEqual(2);
    const drawn = await drawnBy(() => settle(() => bridge.emit('form', { draft: 'large', revision: 0, savedAt: 9 })));
    expect(drawn).toEqual([]);
  });

  it('is drawn once when it was handed over, and not again by an answer that says the same', async () => {
    handForm(largeForm);
    bridge.answer('forms.state', largeState());
    bridge.answer('forms.focus', largeState());
    const drawn = await drawnBy(async () => {
      await renderScreen(<FormScreen draft="large" at={undefined} />, bridge);
      await settle(() => undefined);
    });
    expect(bridge.asked.map((call) => call.method)).not.toContain('forms.view');
    const often = (name: string) => drawn.filter((each) => each === name).length;
    expect(['GroupColumn', 'FormTools', 'ProblemsPart'].map(often)).toEqual([1, 1, 1]);
    expect(often('FieldRow')).toBe(document.querySelectorAll('[data-key]').length);
  });
});
