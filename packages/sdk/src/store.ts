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
          const tell = (): void => {
            try {
              const next = getSnapshot();
              if (next === told) return;
              told = next;
              run(next);
            } catch (error) {
              report(error);
            }
          };
          runs.add(tell);
          tell();
          return () => {
            runs.delete(tell);
          };
        },
      };
    },
    when(look, { signal, timeoutMs = 15_000 } = {}) {
      let end = (): void => {};
      return new Promise<Exclude<ReturnType<typeof look>, false | undefined>>((resolve, reject) => {
        const fail = (code: string) => () => reject(new ChatError(code));
        const abort = fail('aborted');
        const tell = (): void => {
          try {
            const value = look();
            if (value) resolve(value as never);
            else alive();
          } catch (error) {
            reject(error);
          }
        };
        const cancel = setTimer(Math.min(timeoutMs, forever), fail('timeout'));
        end = () => {
          cancel();
          runs.delete(tell);
          signal?.removeEventListener('abort', abort);
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener('abort', abort);
        runs.add(tell);
        tell();
      }).finally(() => end());
    },
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
