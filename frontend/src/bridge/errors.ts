import type { Problem, ProblemCode } from './dto';
import { problemCodeList } from './generated/views';

const codes: ReadonlySet<string> = new Set(problemCodeList);

function isCode(text: string): text is ProblemCode {
  return codes.has(text);
}

/** The only error type that screens see. `message` is the sentence to show. */
export class BridgeError extends Error {
  readonly code: ProblemCode;
  /** The worker's own message, masked; empty if there is none. */
  readonly worker: string;
  /** The field of a form that must be corrected, by its path in the input; else empty. */
  readonly field: string;
  /** The id with which the person can allow a change that was rejected with the code consent; else empty. */
  readonly consent: string;
  /** What that change is, such as "restart 4 failed tasks"; else empty. */
  readonly action: string;

  constructor(problem: Problem) {
    super(problem.text);
    this.name = 'BridgeError';
    this.code = problem.code;
    this.worker = problem.worker;
    this.field = problem.field;
    this.consent = problem.consent;
    this.action = problem.action;
  }

  get problem(): Problem {
    const { code, message: text, worker, field, consent, action } = this;
    return { code, text, worker, field, consent, action };
  }
}

/**
 * A rejection is the JSON of a Problem, an Error with such JSON (since Wails 2.13), or text of Wails if an argument had
 * the wrong type. That text is not for people, so it goes to `worker`, below our sentence.
 */
export function toBridgeError(reason: unknown): BridgeError {
  if (reason instanceof BridgeError) {
    return reason;
  }
  const text = textOf(reason);
  return new BridgeError(
    parseProblem(text) ?? {
      code: 'internal',
      text: 'Something went wrong in Sluiceway. The log may have the details.',
      worker: text,
      field: '',
      consent: '',
      action: '',
    },
  );
}

/** For an error of unknown type, such as that of a query. */
export function problemOf(reason: unknown): Problem {
  return toBridgeError(reason).problem;
}

export function isCanceled(reason: unknown): boolean {
  return reason instanceof BridgeError && reason.code === 'canceled';
}

function textOf(reason: unknown): string {
  if (typeof reason === 'string') {
    return reason;
  }
  if (reason instanceof Error) {
    return reason.message;
  }
  if (reason === undefined || typeof reason === 'function' || typeof reason === 'symbol') {
    return '';
  }
  try {
    return JSON.stringify(reason);
  } catch {
    return '';
  }
}

function parseProblem(text: string): Problem | undefined {
  if (!text.startsWith('{')) {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('code' in value) || !('text' in value)) {
    return undefined;
  }
  const { code, text: sentence } = value;
  if (typeof code !== 'string' || typeof sentence !== 'string' || sentence === '') {
    return undefined;
  }
  const worker = 'worker' in value && typeof value.worker === 'string' ? value.worker : '';
  const field = 'field' in value && typeof value.field === 'string' ? value.field : '';
  const consent = 'consent' in value && typeof value.consent === 'string' ? value.consent : '';
  const action = 'action' in value && typeof value.action === 'string' ? value.action : '';
  return { code: isCode(code) ? code : 'internal', text: sentence, worker, field, consent, action };
}
