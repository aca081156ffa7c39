// The only file that names node:sqlite: opens a database with the settings that durability rests on, and says what a failure means.
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreFailed, StoreFull, StoreLost } from '../store.ts';

export type Database = DatabaseSync;
export type Statement = StatementSync;

export interface DatabaseOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly readOnly?: boolean;
  /** `relaxed`: a power cut may lose the last commits, a kill may not. @default 'full' */
  readonly durability?: 'full' | 'relaxed';
}

const ownerOnly = 0o600;
const busyTimeoutMs = 5_000;

// Few large checkpoints cost less than many small ones: a page that changed often is written back once.
// secure_delete: a page that is divided leaves no copy of what stood in it, so that erasing finds all there is.
const settings = (durability: 'full' | 'relaxed'): string => `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'};
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA journal_size_limit = 134217728;
  PRAGMA temp_store = MEMORY;
  PRAGMA secure_delete = FAST;
`;

export function openDatabase({ path, readOnly = false, durability = 'full' }: DatabaseOptions): Database {
  if (!readOnly && path !== ':memory:') keepPrivate(path);
  const db = new DatabaseSync(path, { readOnly, timeout: busyTimeoutMs });
  try {
    if (!readOnly) {
      // Before the first table: most of what a commit writes is one small entry in each of many pages.
      db.exec('PRAGMA page_size = 2048');
      db.exec(settings(durability));
    }
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** What people write is for the owner of the process alone. SQLite gives its other files the mode of this one. */
function keepPrivate(path: string): void {
  try {
    // A file that is there is not opened: closing it again would drop the locks that another connection here has on it.
    if (existsSync(path)) chmodSync(path, ownerOnly);
    else closeSync(openSync(path, 'wx', ownerOnly));
  } catch {
    // Another's file, or a place where none can be made: opening it says what is wrong, if anything is.
  }
}

/** For what is not part of serving: nothing waits for it, no checkpoint sees it. */
export function inTransaction<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

const sqliteFull = 13;
/** No room for the index of the write-ahead log (SQLITE_IOERR_SHMSIZE). */
const noIndex = 4874;
/** SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: the kernel may have dropped what it could not write, and says so only once. */
const notSynced: readonly unknown[] = [1034, 1290];

/** What a failed statement means for whoever asked (B7). */
export function storeError(cause: unknown): StoreFull | StoreFailed {
  if (cause instanceof StoreFull || cause instanceof StoreFailed) return cause;
  const { errcode, code } = (cause ?? {}) as { errcode?: number; code?: string };
  if (notSynced.includes(errcode)) return new StoreLost('The disk did not keep what was written.', { cause });
  const isFull = typeof errcode === 'number' && ((errcode & 0xff) === sqliteFull || errcode === noIndex);
  return isFull || code === 'ENOSPC'
    ? new StoreFull('There is no room for the database.', { cause })
    : new StoreFailed('The database failed.', { cause });
}
