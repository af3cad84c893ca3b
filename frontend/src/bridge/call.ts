import { BridgeError, toBridgeError } from './errors';

/** The page waits a little longer than Go does, so that Go's own answer, which says more, comes first. */
export const grace = 10_000;

export interface CallOptions {
  /** Milliseconds that Go gives the call. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

const canceled = () =>
  new BridgeError({ code: 'canceled', text: 'Cancelled.', worker: '', field: '', consent: '', action: '' });
const late = () =>
  new BridgeError({
    code: 'timeout',
    text: 'Sluiceway took too long. The action may still have been done; check before you try again.',
    worker: '',
    field: '',
    consent: '',
    action: '',
  });

/**
 * Makes the one function through which every bound method is called: it gives the call an id, turns an abort into
 * Desktop.Cancel of that id, and ends the wait by itself, because a promise of the window can stay open for ever.
 */
export function makeCall(cancel: (callId: string) => void) {
  const prefix = Math.random().toString(36).slice(2, 8);
  let count = 0;
  return function call<T>(options: CallOptions, invoke: (callId: string) => Promise<T>): Promise<T> {
    count += 1;
    const callId = `${prefix}-${count.toString()}`;
    const { signal } = options;
    if (signal?.aborted === true) {
      return Promise.reject(canceled());
    }
    return new Promise<T>((resolve, reject) => {
      const stop = (reason: BridgeError) => {
        end();
        cancel(callId);
        reject(reason);
      };
      const onAbort = () => stop(canceled());
      const timer = setTimeout(() => stop(late()), options.limit + grace);
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort);
      // A binding that is missing throws at once instead of rejecting.
      new Promise<T>((settle) => settle(invoke(callId))).then(
        (value) => {
          end();
          resolve(value);
        },
        (reason: unknown) => {
          end();
          reject(toBridgeError(reason));
        },
      );
    });
  };
}
