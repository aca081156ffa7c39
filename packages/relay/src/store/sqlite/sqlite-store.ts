// The store on one SQLite file. Commits and short reads run here, on the thread of the relay; long reads run on a reader thread.
import { randomBytes } from 'node:crypto';
import type { Checkpoint } from '../../core/ports.ts';
import type { ConvRow, Store } from '../store.ts';
import { type DatabaseOptions, openDatabase, storeError } from './database.ts';
import { createLog } from './log.ts';
import { createLongReads } from './long-reads.ts';
import { createMarks } from './marks.ts';
import { createPeople } from './people.ts';
import { createReader, type Reader } from './reader.ts';
import {
  type ConversationRow,
  conversationColumns,
  convOf,
  type EventRow,
  eventColumns,
  evOf,
  streamCode,
  withLastMessage,
} from './rows.ts';
import { migrate } from './schema.ts';
import { createTransactions } from './transaction.ts';

export interface SqliteStoreOptions extends Omit<DatabaseOptions, 'readOnly'> {
  /** Called right before and right after each COMMIT. Tests only. */
  readonly checkpoint?: (at: Checkpoint) => void;
}

/** Opens the database, brings its tables up to date, and rejects with StoreFull or StoreFailed if that cannot be done. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  try {
    return open(options);
  } catch (cause) {
    throw storeError(cause);
  }
}

function open({ path, durability = 'full', checkpoint }: SqliteStoreOptions): Store {
  const db = openDatabase({ path, durability });
  const epoch = migrate(db, randomBytes(12).toString('base64url'));
  const transactions = createTransactions(db, checkpoint);
  const log = createLog(db, transactions);
  const marks = createMarks(db, log, transactions);
  const reader = path === ':memory:' ? readHere(createLongReads(db)) : createReader(path);

  const events = db.prepare(
    `SELECT ${eventColumns} FROM event e WHERE e.cid = ? AND e.stream = ? AND e.seq > ? ORDER BY e.seq LIMIT ?`,
  );
  const unread = db.prepare(
    `SELECT count(*) AS n FROM event WHERE cid = ? AND stream = 0 AND seq > ? AND kind = 'message' AND actor <> ?`,
  );
  const openOnes = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.closed_at IS NULL ORDER BY c.cid`,
  );
  const ofVisitor = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.visitor = ? ORDER BY c.cid DESC LIMIT ?`,
  );

  return {
    epoch,
    commit: async (units) => log.commit(units),

    async conversation(conv) {
      const held = log.held(conv);
      return held && { conv, state: held.state, heads: held.heads, last: held.last, at: held.at };
    },
    async events(conv, audience, after, limit) {
      const held = log.held(conv);
      if (!held || after >= held.heads[audience]) return [];
      return (events.all(held.cid, streamCode[audience], after, limit) as unknown as EventRow[]).map(evOf);
    },
    async unread(conv, reader, after) {
      const held = log.held(conv);
      if (!held || after >= (held.last?.s ?? 0)) return 0;
      return (unread.get(held.cid, after, reader) as { n: number }).n;
    },
    openConversations: async () => conversations(openOnes.all()),
    conversationsOf: async (visitor, limit) => conversations(ofVisitor.all(visitor, limit)),

    history: (...args) => reader.read('history', ...args),
    closedConversations: (...args) => reader.read('closedConversations', ...args),
    ratingHistogram: (q) => reader.read('ratingHistogram', q),

    marks: async (conv) => marks.all(conv),
    mark: marks.set,

    ...createPeople(db, transactions),

    async close() {
      if (!db.isOpen) return;
      transactions.close();
      await reader.close();
      db.close();
    },
  };
}

function conversations(rows: readonly unknown[]): readonly ConvRow[] {
  return (rows as readonly ConversationRow[]).map(convOf);
}

// A database in memory belongs to one connection.
function readHere(reads: ReturnType<typeof createLongReads>): Reader {
  return {
    async read(name, ...args) {
      const run = reads[name] as (...given: typeof args) => ReturnType<(typeof reads)[typeof name]>;
      return run(...args);
    },
    close: async () => undefined,
  };
}
