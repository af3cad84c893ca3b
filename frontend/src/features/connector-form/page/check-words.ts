import type { FormState } from '../../../bridge/dto';

/** Why the worker is not asked without a key press; empty while it is. */
export function whyNotAsked({ auto, reason }: FormState['checks']): string {
  if (auto || reason === '') {
    return '';
  }
  return {
    production: 'On production the worker is asked only when you validate',
    slow: 'The worker took over 2 s, so it is asked only when you validate',
    login: 'The worker could not log in or connect, so it is asked only when you validate',
    off: 'The worker is asked only when you validate: Settings',
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
