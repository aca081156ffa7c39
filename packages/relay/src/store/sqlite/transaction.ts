// One transaction at a time on the writer's connection. Small writes that wait share the next one: one fsync for all of them.
// Here it is decided what a failing disk means for what comes next (B7, B8).
import type { Checkpoint } from '../../core/ports.ts';
import { StoreFailed, StoreFull, StoreLost } from '../store.ts';
import { type Ballast, noBallast } from './ballast.ts';
import { type Database, inTransaction, storeError } from './database.ts';

export interface Transactions {
  /** Runs `work`, and every small write that waits, in one transaction, at once. Throws with nothing written. */
  run<T>(work: () => T): T;
  /** Like `run`, for what must be possible on a full disk too. */
  runAlways<T>(work: () => T): T;
  /**
   * Of what can be made from the log again at any time: in a transaction of its own that no checkpoint sees and that is not waited
   * for to be on disk; a later one brings it there. Throws with nothing written.
   */
  aside<T>(work: () => T): T;
  /**
   * A small write, one statement: in the next transaction, at the latest when the event loop turns.
   * `always`: it must be possible on a full disk too.
   */
  write<T>(work: () => T, o?: { readonly always?: boolean }): Promise<T>;
  /** Whether another connection has written since this was asked last. */
  othersWrote(): boolean;
  /** Carries out what waits. */
  flush(): void;
  /** Nothing is written any more. */
  close(): void;
}

export interface TransactionOptions {
  /** Called right before and right after each COMMIT. Tests only. */
  readonly checkpoint?: (at: Checkpoint) => void;
  /** @default none: new work is tried also right after the disk was full */
  readonly ballast?: Ballast;
  /** B8: called once. @default throws outside of every promise, which ends a process that does not catch it */
  readonly onLost?: (error: StoreLost) => void;
}

interface Waiting {
  readonly work: () => unknown;
  readonly done: (value: never) => void;
  readonly failed: (cause: unknown) => void;
}

function giveUp(error: StoreLost): void {
  setImmediate(() => {
    throw error;
  });
}

export function createTransactions(
  db: Database,
  { checkpoint, ballast = noBallast, onLost = giveUp }: TransactionOptions = {},
): Transactions {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const { synchronous } = db.prepare('PRAGMA synchronous').get() as { synchronous: number };
  const dataVersion = db.prepare('PRAGMA data_version');
  let seen = 0;
  let waiting: Waiting[] = [];
  let isClosed = false;
  let lost: StoreLost | null = null;
  let turn: NodeJS.Immediate | null = null;

  /** Why nothing new is written now, if so. */
  function refusal(always: boolean): StoreFailed | StoreFull | null {
    if (isClosed) return new StoreFailed('The store is closed.');
    return lost ?? (always || ballast.isReady() ? null : new StoreFull('There is no room for new work.'));
  }

  function run<T>(work: () => T, always = false): T {
    const refused = refusal(always);
    if (refused) throw refused;
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
      if (error instanceof StoreFull) makeRoom();
      if (error instanceof StoreLost) lose(error);
      throw error;
    }
  }

  function aside<T>(work: () => T): T {
    const refused = refusal(false);
    if (refused) throw refused;
    db.exec('PRAGMA synchronous = NORMAL');
    try {
      return inTransaction(db, work);
    } catch (cause) {
      const error = storeError(cause);
      if (error instanceof StoreFull) makeRoom();
      if (error instanceof StoreLost) lose(error);
      throw error;
    } finally {
      db.exec(`PRAGMA synchronous = ${synchronous}`);
    }
  }

  /** What the write-ahead log takes up may be most of what is missing. */
  function makeRoom(): void {
    if (!ballast.release()) return;
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Not even that. New work is refused already, and the next time that the disk has room is noticed by the ballast.
    }
  }

  /** B8: nobody knows any more what is on the disk, so nothing is written on top of it. */
  function lose(error: StoreLost): void {
    if (lost) return;
    lost = error;
    onLost(error);
  }

  function flush(): void {
    if (turn) clearImmediate(turn);
    turn = null;
    const batch = waiting;
    if (batch.length === 0) return;
    try {
      // Those that may not be written on a full disk were not let in.
      run(() => undefined, true);
    } catch (cause) {
      // Each of them has been told, unless none was begun.
      if (waiting !== batch) return;
      waiting = [];
      for (const one of batch) one.failed(cause);
    }
  }

  return {
    run: (work) => run(work),
    runAlways: (work) => run(work, true),
    aside,
    write: (work, { always = false } = {}) =>
      new Promise((done, failed) => {
        const refused = refusal(always);
        if (refused) return failed(refused);
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
