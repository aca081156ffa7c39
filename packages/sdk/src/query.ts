// A question to the relay and its answer. One that its socket took with it is asked again on the next.
import type { Query, ServerFrame } from '@rapport/protocol';
import type { Core } from './core.ts';
import { errorOf } from './error.ts';
import type { CallOptions } from './types.ts';

let count = 0;

export function query<T>(x: Core, q: Omit<Query, 't' | 'n'>, o?: CallOptions): Promise<T> {
  const frame: Query = { t: 'q', n: ++count, ...q };
  /** Gives what was answered, or throws. Not there yet: nothing came. */
  let answer: (() => never) | undefined;
  const hear = (f: ServerFrame): void => {
    if (f.t === 'welcome') x.send(frame);
    if ((f as { n?: number }).n !== frame.n) return;
    if (f.t === 'res') answer = () => f.d as never;
    if (f.t === 'err')
      answer = () => {
        throw errorOf(f);
      };
  };
  x.ears.add(hear);
  x.send(frame);
  return x.when(() => answer?.(), o).finally(() => x.ears.delete(hear)) as Promise<T>;
}
