// Takes conversations and visitors out of the database, byte by byte: what is deleted is overwritten (secure_delete), and the
// write-ahead log, which still has it, is emptied. Deleting writes, so on a full disk it lives on the ballast.
import type { ActorId, ConvId } from '@rapport/protocol';
import { type Erased, StoreFull } from '../store.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Transactions } from './transaction.ts';

export interface Eraser {
  conversation(conv: ConvId): Erased;
  visitor(id: ActorId): Erased;
}

const nothing: Erased = { visitors: 0, conversations: 0, events: 0 };

export function createEraser(db: Database, log: Log, transactions: Transactions): Eraser {
  const number = db.prepare('SELECT cid FROM conversation WHERE id = ?');
  const ofVisitor = db.prepare('SELECT id FROM conversation WHERE visitor = ?');
  const events = db.prepare('DELETE FROM event WHERE id IN (SELECT id FROM place WHERE cid = ?)');
  const rest = ['place', 'mark', 'conversation'].map((table) => db.prepare(`DELETE FROM ${table} WHERE cid = ?`));
  const person = db.prepare('DELETE FROM visitor WHERE id = ?');

  /** Every event has its place when `work` runs. */
  function transact(work: () => Erased): Erased {
    const once = (): Erased =>
      transactions.runAlways(() => {
        log.settleHere();
        return work();
      });
    try {
      return once();
    } catch (cause) {
      // The ballast has been given up by now, so there is room.
      if (!(cause instanceof StoreFull)) throw cause;
      return once();
    }
  }

  function overwriting(work: () => Erased): Erased {
    db.exec('PRAGMA secure_delete = ON');
    try {
      return work();
    } finally {
      db.exec('PRAGMA secure_delete = OFF');
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
  }

  const conversation = (conv: ConvId): Erased =>
    transact(() => {
      const row = number.get(conv) as { cid: number } | undefined;
      if (!row) return nothing;
      const { changes } = events.run(row.cid);
      for (const statement of rest) statement.run(row.cid);
      return { visitors: 0, conversations: 1, events: Number(changes) };
    });

  return {
    conversation: (conv) => overwriting(() => conversation(conv)),
    visitor: (id) =>
      overwriting(() => {
        // One transaction each: a crash leaves whole conversations, and the next try finds them.
        const theirs = ofVisitor.all(id) as { id: ConvId }[];
        const erased = theirs.map((one) => conversation(one.id));
        erased.push(transact(() => ({ ...nothing, visitors: Number(person.run(id).changes) })));
        return erased.reduce((sum, one) => ({
          visitors: sum.visitors + one.visitors,
          conversations: sum.conversations + one.conversations,
          events: sum.events + one.events,
        }));
      }),
  };
}
