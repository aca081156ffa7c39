// Values over time. One source counts the changes of a client; everything shown is a view of it, and everything waited for, a look at it.
import { ChatError } from './error.ts';
import type { Platform } from './platform/platform.ts';
import type { CallOptions, Store } from './types.ts';

export interface Source {
  /** Something may have changed. */
  changed(): void;
  /** Computed lazily; parts that are equal to what they were stay the same objects. `merge`: `(_, next) => next` for what has an identity. */
  view<T>(compute: () => T, merge?: typeof share): Store<T>;
  /** Resolves with the first value of `look` that is truthy; rejects with what it throws, or as `CallOptions` say. */
  when<T extends object | true>(look: () => T | false | undefined, o?: CallOptions): Promise<T>;
}

/** The longest a timer can be. */
const forever = 2 ** 31 - 1;

/**
 * `report` gets what a subscriber throws: it must not stop the others, nor the frame being handled. `alive` throws when there
 * is nothing more to wait for.
 */
export function createSource(
  setTimer: Platform['setTimer'],
  report: (error: unknown) => void,
  alive: () => void,
): Source {
  const runs = new Set<() => void>();
  let version = 0;

  const watch = (run: () => void): (() => void) => {
    const tell = (): void => {
      try {
        run();
      } catch (error) {
        report(error);
      }
    };
    runs.add(tell);
    tell();
    return () => {
      runs.delete(tell);
    };
  };

  return {
    changed() {
      version++;
      for (const run of runs) run();
    },
    view(compute, merge = share) {
      let seen = -1;
      let value: ReturnType<typeof compute>;
      const getSnapshot = (): typeof value => {
        if (seen !== version) {
          seen = version;
          value = merge(value, compute());
        }
        return value;
      };
      return {
        getSnapshot,
        subscribe(run) {
          let told: unknown = runs; // no value of any store
          return watch(() => {
            const next = getSnapshot();
            if (next !== told) {
              told = next;
              run(next);
            }
          });
        },
      };
    },
    when: (look, { signal, timeoutMs = 15_000 } = {}) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          isOver = true;
          stop?.();
          cancel();
          signal?.removeEventListener('abort', abort);
        };
        const fail = (error: unknown): void => {
          end();
          reject(error);
        };
        const abort = (): void => fail(new ChatError('aborted'));
        let isOver = false;
        let stop: (() => void) | undefined;
        const cancel = setTimer(Math.min(timeoutMs, forever), () => fail(new ChatError('timeout')));
        if (signal?.aborted) return abort();
        signal?.addEventListener('abort', abort);
        stop = watch(() => {
          if (isOver) return;
          try {
            const value = look();
            if (!value) return alive();
            end();
            resolve(value);
          } catch (error) {
            fail(error);
          }
        });
        if (isOver) stop();
      }),
  };
}

/** `next`, with every part that equals its part of `old` replaced by the old one. Looks into plain objects and arrays only. */
export function share<T>(old: unknown, next: T): T {
  if (old === next || !isPlain(next) || !isPlain(old)) return next;
  const out: Record<string, unknown> = Array.isArray(next) ? ([] as never) : {};
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(old).length;
  for (const key of keys) {
    out[key] = share(old[key], next[key]);
    if (out[key] !== old[key]) same = false;
  }
  return (same ? old : out) as T;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) || (value as object | null)?.constructor === Object;
