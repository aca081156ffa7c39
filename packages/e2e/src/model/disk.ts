// The disk under the relay: the memory store, whose commits take time and reach only processes that are still alive.
// A commit asked for by a process that dies meanwhile is lost or kept, as on a real disk; nobody hears of it.
import { type Checkpoint, createMemoryStore, type Store, StoreFailed, StoreFull, type Unit } from '@rapport/relay';
import type { VirtualClock } from './clock.ts';
import type { LogRecord } from './record.ts';

export interface Disk {
  readonly kept: Store;
  /** The store as one process sees it. `step`: it is about to use it. */
  mount(alive: () => boolean, checkpoint: (at: Checkpoint) => void, step: () => void): Store;
  /** Milliseconds that a commit takes, half of it before it is on disk. */
  commitMs: number;
  /** The next commit fails. */
  failNext: 'full' | 'failed' | null;
}

const never = new Promise<never>(() => {});

export interface DiskOptions {
  readonly clock: VirtualClock;
  readonly record: LogRecord;
  readonly faulted: (what: string) => void;
  /** Changes units on their way to the disk: for a test of the test. */
  readonly spoil?: (unit: Unit) => Unit;
}

export function createDisk({ clock, record, faulted, spoil }: DiskOptions): Disk {
  const kept = createMemoryStore();
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(ms, resolve));

  const disk: Disk = {
    kept,
    commitMs: 4,
    failNext: null,
    mount(alive, checkpoint, step) {
      async function commit(units: readonly Unit[]): ReturnType<Store['commit']> {
        step();
        if (!alive()) return never;
        await wait(disk.commitMs / 2);
        if (!alive()) return never;
        const failure = disk.failNext;
        if (failure) {
          disk.failNext = null;
          faulted(`disk ${failure}`);
          throw failure === 'full' ? new StoreFull('no room') : new StoreFailed('bad disk');
        }
        checkpoint('before-commit');
        if (!alive()) return never;
        const outcomes = await kept.commit(spoil ? units.map(spoil) : units);
        record.committed(units, outcomes);
        checkpoint('after-commit');
        await wait(disk.commitMs / 2);
        return alive() ? outcomes : never;
      }
      return new Proxy(kept, {
        get(target, name) {
          if (name === 'commit') return commit;
          if (name === 'close') return async () => {};
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return async (...args: unknown[]): Promise<unknown> => {
            step();
            if (!alive()) return never;
            await wait(1);
            if (!alive()) return never;
            const result: unknown = await Reflect.apply(member, target, args);
            return alive() ? result : never;
          };
        },
      });
    },
  };
  return disk;
}
