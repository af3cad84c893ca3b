import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormEdit } from '../../../bridge/dto';
import { EditQueue } from './edit-queue';

const edit = (key: string, text: string, unset = false): FormEdit => ({ key, text, unset, empty: false });

/** A host that answers when the test says so, and stores a draft as Go does. */
function host() {
  const batches: FormEdit[][] = [];
  const draft = new Map<string, string>();
  let answer: ((failure?: Error) => void) | undefined;
  let most = 0;
  let open = 0;
  const send = (edits: FormEdit[]) => {
    open += 1;
    most = Math.max(most, open);
    return new Promise<void>((resolve, reject) => {
      answer = (failure) => {
        open -= 1;
        answer = undefined;
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        batches.push(edits);
        for (const { key, text, unset } of edits) {
          if (unset) {
            draft.delete(key);
          } else {
            draft.set(key, text);
          }
        }
        resolve();
      };
    });
  };
  return {
    send,
    batches,
    draft,
    most: () => most,
    answer: async (failure?: Error) => {
      answer?.(failure);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    waits: () => answer !== undefined,
  };
}

describe('EditQueue', () => {
  it('sends at once, then gathers what is typed while a call is under way', async () => {
    const go = host();
    const queue = new EditQueue(go.send);
    queue.put([edit('a', '1')]);
    queue.put([edit('a', '12')]);
    queue.put([edit('b', 'x')]);
    queue.put([edit('a', '123')]);
    expect(queue.holds('a')).toBe(true);
    await go.answer();
    await go.answer();
    expect(go.batches).toEqual([[edit('a', '1')], [edit('b', 'x'), edit('a', '123')]]);
    expect(queue.idle).toBe(true);
    expect(queue.holds('a')).toBe(false);
  });

  it('keeps what was not taken, below what was typed since, and says why', async () => {
    const go = host();
    const queue = new EditQueue(go.send);
    queue.put([edit('a', '1'), edit('b', '1')]);
    queue.put([edit('b', '2')]);
    await go.answer(new Error('no answer'));
    expect(queue.failure).toBeInstanceOf(Error);
    expect(queue.idle).toBe(false);
    const flushed = queue.flush();
    await go.answer();
    await flushed;
    expect(go.batches).toEqual([[edit('a', '1'), edit('b', '2')]]);
    expect(queue.failure).toBeNull();
  });

  it('rejects a flush that fails again', async () => {
    const go = host();
    const queue = new EditQueue(go.send);
    queue.put([edit('a', '1')]);
    const flushed = expect(queue.flush()).rejects.toThrow('no answer');
    await go.answer(new Error('no answer'));
    await flushed;
  });

  it('leaves the draft as if every edit had been made in turn, one call at a time', async () => {
    const edits = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      text: fc.string({ maxLength: 3 }),
      unset: fc.boolean(),
      empty: fc.constant(true),
    });
    const steps = fc.array(fc.oneof(edits, fc.constant('answer' as const), fc.constant('fail' as const)), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const go = host();
        const queue = new EditQueue(go.send);
        const wanted = new Map<string, string>();
        for (const step of all) {
          if (step === 'answer' || step === 'fail') {
            await go.answer(step === 'fail' ? new Error('no answer') : undefined);
          } else {
            queue.put([step]);
            if (step.unset) {
              wanted.delete(step.key);
            } else {
              wanted.set(step.key, step.text);
            }
          }
        }
        const flushed = queue.flush();
        while (!queue.idle) {
          await go.answer();
        }
        await flushed;
        expect(Object.fromEntries(go.draft)).toEqual(Object.fromEntries(wanted));
        expect(go.most()).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});
