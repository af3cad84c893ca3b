import type { FormState } from '../../../bridge/dto';

/** Why nothing is validated automatically; empty while it is. */
export function whyNotAsked({ auto, reason }: FormState['checks']): string {
  if (auto || reason === '') {
    return '';
  }
  return {
    production: 'On production the worker checks only when you press Validate',
    slow: 'The last check took over 2 s, so the worker checks only when you press Validate',
    login: 'The worker could not log in or connect, so it checks only when you press Validate',
    test: 'The cluster connects to test this config, so only when you press Test',
    off: 'Automatic validation is off (Settings)',
  }[reason];
}

export type CheckTone = 'bad' | 'warning' | 'quiet' | 'good';

/** The mark before the words of the bar: what was found, and whether the worker has seen it. */
export function checkTone(state: FormState): CheckTone {
  if (state.errors > 0 || state.check === 'failed') {
    return 'bad';
  }
  if (state.warnings > 0) {
    return 'warning';
  }
  return state.check === 'done' && state.toFill === 0 ? 'good' : 'quiet';
}
