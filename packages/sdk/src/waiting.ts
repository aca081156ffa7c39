// A promise that ends: by its outcome, by its time, or by its AbortSignal, whichever comes first.
import { ChatError } from './error.ts';
import type { CallOptions, Platform } from './types.ts';

/**
 * `start` gets the two ends and returns what stops the waiting. It may call an end at once.
 * Running out of time rejects with `timeout`, the signal with `aborted`; what was asked for may still happen.
 */
export function waiting<T>(
  { signal, timeoutMs = 15_000 }: CallOptions,
  setTimer: Platform['setTimer'],
  start: (done: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const stops: (() => void)[] = [];
    const end =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        over = true;
        for (const stop of stops.splice(0)) stop();
        settle(value);
      };
    const fail = end(reject);
    const abort = (): void => fail(new ChatError('aborted', 'the signal was aborted', { cause: signal?.reason }));
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    stops.push(() => signal?.removeEventListener('abort', abort));
    if (timeoutMs < Infinity) stops.push(setTimer(timeoutMs, () => fail(new ChatError('timeout', 'no answer in time'))));
    stops.push(start(end(resolve), fail));
    if (over) end(() => {})(undefined);
  });
}
