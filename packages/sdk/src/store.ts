// Values over time: a cell that is set, and a view that is computed. Snapshots keep their reference until they really changed.
import type { Store } from './types.ts';

export interface Cell<T> extends Store<T> {
  set(value: T): void;
}

/** `report` gets what a subscriber throws: it must not stop the others, nor the frame being handled. */
export function createCell<T>(value: T, report: (error: unknown) => void): Cell<T> {
  const runs = new Set<() => void>();
  return {
    getSnapshot: () => value,
    subscribe(run) {
      const tell = (): void => {
        try {
          run(value);
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
    set(next) {
      value = next;
      for (const tell of [...runs]) if (runs.has(tell)) tell();
    },
  };
}

/** Computed from what `version` counts the changes of; lazily, and shared as far as it is equal to what it was. */
export function createView<T>(version: Store<number>, compute: () => T, merge: typeof share = share): Store<T> {
  let seen = -1;
  let value: T;
  const getSnapshot = (): T => {
    const current = version.getSnapshot();
    if (current !== seen) {
      seen = current;
      value = merge(value, compute());
    }
    return value;
  };
  return {
    getSnapshot,
    subscribe(run) {
      let told: T | typeof nothing = nothing;
      return version.subscribe(() => {
        const next = getSnapshot();
        if (next !== told) {
          told = next;
          run(next);
        }
      });
    },
  };
}

const nothing = Symbol();

/** `next`, with every part that equals its part of `old` replaced by the old one. Looks into plain objects and arrays only. */
export function share<T>(old: unknown, next: T): T {
  if (old === next || !plain(next) || !plain(old) || old.constructor !== next.constructor) return next;
  const out: Record<string, unknown> = Array.isArray(next) ? ([] as never) : {};
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(old).length;
  for (const key of keys) {
    const part = (out[key] = share(old[key], next[key]));
    if (part !== old[key] || !(key in old)) same = false;
  }
  return (same ? old : out) as T;
}

/** For what has an identity: another object is another value, and none is copied. */
export const keep: typeof share = (_, next) => next;

function plain(value: unknown): value is Record<string, unknown> {
  return value instanceof Array || (value as object | null)?.constructor === Object;
}
