// One transaction at a time on the writer's connection. Small writes that wait share the next one: one fsync for all of them.
import type { Checkpoint } from '../../core/ports.ts';
import { StoreFailed } from '../store.ts';
import { type Database, storeError } from './database.ts';

export interface Transactions {
  /** Runs `work`, and every small write that waits, in one transaction, at once. Throws with nothing written. */
  run<T>(work: () => T): T;
  /** A small write, one statement: in the next transaction, at the latest when the event loop turns. */
  write<T>(work: () => T): Promise<T>;
  /** Whether another connection has written since this was asked last. */
  othersWrote(): boolean;
  /** Carries out what waits. */
  flush(): void;
  /** Nothing is written any more. */
  close(): void;
}

interface Waiting {
  readonly work: () => unknown;
  readonly done: (value: never) => void;
  readonly failed: (cause: unknown) => void;
}

export function createTransactions(db: Database, checkpoint?: (at: Checkpoint) => void): Transactions {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const dataVersion = db.prepare('PRAGMA data_version');
  let seen = 0;
  let waiting: Waiting[] = [];
  let isClosed = false;
  let turn: NodeJS.Immediate | null = null;

  function run<T>(work: () => T): T {
    if (isClosed) throw new StoreFailed('The store is closed.');
    const batch = waiting;
    waiting = [];
    const settle: (() => void)[] = [];
    try {
      begin.run();
      for (const one of batch) settle.push(attempt(one));
      const result = work();
      checkpoint?.('before-commit');
      commit.run(); // D2: on disk when it returns.
      for (const tell of settle) tell();
      settle.length = batch.length = 0;
      checkpoint?.('after-commit');
      return result;
    } catch (cause) {
      if (db.isTransaction) db.exec('ROLLBACK');
      const error = storeError(cause);
      for (const one of batch) one.failed(error);
      throw error;
    }
  }

  function flush(): void {
    if (turn) clearImmediate(turn);
    turn = null;
    if (waiting.length === 0) return;
    try {
      run(() => undefined);
    } catch {
      // Each of them has been told.
    }
  }

  return {
    run,
    write: (work) =>
      new Promise((done, failed) => {
        if (isClosed) return failed(new StoreFailed('The store is closed.'));
        waiting.push({ work, done, failed });
        turn ??= setImmediate(flush);
      }),
    othersWrote() {
      const { data_version: now } = dataVersion.get() as { data_version: number };
      const changed = now !== seen;
      seen = now;
      return changed;
    },
    flush,
    close() {
      flush();
      isClosed = true;
    },
  };
}

// A statement that breaks a constraint undoes only itself; any other failure ends the transaction.
function attempt({ work, done, failed }: Waiting): () => void {
  try {
    const value = work();
    return () => done(value as never);
  } catch (cause) {
    const { errcode } = cause as { errcode?: number };
    const sqliteConstraint = 19;
    if (typeof errcode !== 'number' || (errcode & 0xff) !== sqliteConstraint) throw cause;
    return () => failed(storeError(cause));
  }
}
