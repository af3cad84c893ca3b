import { useBridge } from '../bridge/context';
import type { Bridge } from '../bridge/types';

/**
 * When each cluster last answered, in Unix ms. A poll that changed nothing sends no cluster event, but the event of the
 * call log has its call. Stored outside React: an answer draws nothing, and a time on the screen reads it with its next
 * tick (useTimeText).
 */
class LastAnswers {
  readonly #at = new Map<string, number>();

  constructor(bridge: Bridge) {
    bridge.on('calls', ({ last }) => {
      if (last.method === 'GET' && last.status === 200) {
        this.#at.set(last.profile, last.at + last.took);
      }
    });
  }

  /** The later of `known` and the last answer. */
  since = (profile: string, known: number): number => Math.max(known, this.#at.get(profile) ?? 0);
}

const ofBridge = new WeakMap<Bridge, LastAnswers>();

export function useLastAnswers(): LastAnswers {
  const bridge = useBridge();
  const answers = ofBridge.get(bridge) ?? new LastAnswers(bridge);
  ofBridge.set(bridge, answers);
  return answers;
}
