// The store on one SQLite file. Commits and short reads run here, on the thread of the relay; long reads run on a reader thread.
import { randomBytes } from 'node:crypto';
import { type Store, StoreFull } from '../store.ts';
import { type Ballast, createBallast, noBallast } from './ballast.ts';
import { createCases } from './cases.ts';
import { dropColumnsFile } from './columns-file.ts';
import { type Database, type DatabaseOptions, openDatabase, storeError } from './database.ts';
import { createEraser } from './erase.ts';
import { createFiles } from './files.ts';
import { createImprove } from './improve.ts';
import { createLog } from './log.ts';
import { createLongReads } from './long-reads.ts';
import { createMails } from './mails.ts';
import { createMarks } from './marks.ts';
import { createPeople } from './people.ts';
import { createProject } from './project.ts';
import { createProjector } from './projector.ts';
import { createReader, type Reader } from './reader.ts';
import { migrate } from './schema.ts';
import { createShortReads } from './short-reads.ts';
import { createTransactions, type TransactionOptions } from './transaction.ts';

export interface SqliteStoreOptions extends Omit<DatabaseOptions, 'readOnly'>, Omit<TransactionOptions, 'ballast'> {
  /** Size of the file beside the database that keeps room for a full disk. @default 0: none */
  readonly ballastBytes?: number;
}

/** Of fewer, a thread of their own costs more than reading them at the first question. */
const manySessions = 20_000;
/** A report does not wait longer for the sessions of a database that is new to it. */
const projectedWithinMs = 1_000;

/** Opens the database, brings its tables up to date, and rejects with StoreFull or StoreFailed if that cannot be done. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { path, ballastBytes = 0 } = options;
  try {
    const ballast = ballastBytes === 0 ? noBallast : createBallast(`${path}-ballast`, ballastBytes);
    try {
      return open(options, ballast);
    } catch (cause) {
      // Opening writes, too.
      if (!(storeError(cause) instanceof StoreFull) || !ballast.release()) throw cause;
      return open(options, ballast);
    }
  } catch (cause) {
    throw storeError(cause);
  }
}

function open({ path, durability = 'full', ...o }: SqliteStoreOptions, ballast: Ballast): Store {
  const db = openDatabase({ path, durability });
  const epoch = migrate(db, randomBytes(12).toString('base64url'));
  const transactions = createTransactions(db, { ...o, ballast });
  const log = createLog(db, transactions);
  log.settleAll();
  const marks = createMarks(db, log, transactions);
  const reader = path === ':memory:' ? readHere(createLongReads(db, null)) : createReader(path);

  const reads = createShortReads(db, log, reader);
  const project = createProject(db);
  const projector = createProjector(db, transactions, project);
  const eraser = createEraser(db, log, project);
  // Whatever goes wrong with it, the first report tells.
  if (countSessions(db) >= manySessions) reader.read('readSessions').catch(() => undefined);

  return {
    epoch,
    async commit(units) {
      const outcomes = log.commit(units);
      projector.heard(outcomes);
      return outcomes;
    },

    conversation: (conv) => attempt(() => reads.conversation(conv)),
    events: (...args) => attempt(() => reads.events(...args)),
    unread: (...args) => attempt(() => reads.unread(...args)),
    openConversations: (...args) => attempt(() => reads.openConversations(...args)),
    conversationsOf: (...args) => attempt(() => reads.conversationsOf(...args)),
    conversationsOfPerson: (...args) => attempt(() => reads.conversationsOfPerson(...args)),
    endedLately: (limit) => attempt(() => reads.endedLately(limit)),

    history: (...args) => attempt(() => reads.history(...args)),
    closedConversations: (...args) => reader.read('closedConversations', ...args),
    async report(name, q) {
      const counted = await projector.caughtUp(projectedWithinMs);
      const report = await reader.read('report', name, q);
      return counted < 1 ? { ...report, counted } : report;
    },
    async ratingHistogram(q) {
      await projector.caughtUp(projectedWithinMs);
      return await reader.read('ratingHistogram', q);
    },
    async naming(q) {
      await projector.caughtUp(projectedWithinMs);
      return await reader.read('naming', q);
    },
    async service(q) {
      await projector.caughtUp(projectedWithinMs);
      return await reader.read('service', q);
    },
    async reportRows(...args) {
      const counted = await projector.caughtUp(projectedWithinMs);
      const rows = await reader.read('reportRows', ...args);
      return counted < 1 ? { ...rows, counted } : rows;
    },
    async silent(...args) {
      await projector.caughtUp(projectedWithinMs);
      return await reader.read('silent', ...args);
    },

    marks: (conv) => attempt(() => marks.all(conv)),
    mark: (...args) => attempt(() => marks.set(...args)),

    ...createPeople(db, transactions),
    ...createMails(db, transactions),
    ...createFiles(db, transactions),
    ...createImprove(db, transactions),
    ...createCases(db, transactions),
    erase: (what) =>
      attempt(() => {
        // The page of a session is in it.
        if (path !== ':memory:') dropColumnsFile(path);
        return 'conversation' in what ? eraser.conversation(what.conversation) : eraser.visitor(what.visitor);
      }),

    async close() {
      if (!db.isOpen) return;
      projector.close();
      transactions.close();
      try {
        log.settleAll();
      } catch {
        // No room, perhaps. It is done at the next opening.
      }
      await reader.close();
      db.close();
    },
  };
}

const countSessions = (db: Database): number =>
  (db.prepare('SELECT coalesce(max(id), 0) AS count FROM session').get() as { count: number }).count;

async function attempt<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storeError(cause);
  }
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
