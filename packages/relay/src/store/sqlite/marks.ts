// Read and delivered marks: forward only (M1), stored in the next transaction together with whatever else waits.
import type { ActorId, ConvId, Mark } from '@rapport/protocol';
import { advance, noMark } from '../mark.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Transactions } from './transaction.ts';

export interface Marks {
  all(conv: ConvId): Readonly<Record<ActorId, Mark>>;
  set(conv: ConvId, actor: ActorId, mark: Partial<Mark>): Promise<Mark>;
}

export function createMarks(db: Database, log: Log, transactions: Transactions): Marks {
  const ofConversation = db.prepare('SELECT actor, r, d FROM mark WHERE cid = ?');
  const ofActor = db.prepare('SELECT r, d FROM mark WHERE cid = ? AND actor = ?');
  const put = db.prepare(
    'INSERT INTO mark (cid, actor, r, d) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET r = ?3, d = ?4',
  );

  function now(cid: number, actor: ActorId): Mark {
    const row = ofActor.get(cid, actor) as { r: number; d: number } | undefined;
    return row ? { r: row.r, d: row.d } : noMark;
  }

  return {
    all(conv) {
      const held = log.held(conv);
      const rows = held ? (ofConversation.all(held.cid) as { actor: ActorId; r: number; d: number }[]) : [];
      return Object.fromEntries(rows.map(({ actor, r, d }) => [actor, { r, d }]));
    },
    async set(conv, actor, mark) {
      const held = log.held(conv);
      if (!held) return noMark;
      const before = now(held.cid, actor);
      if (advance(before, mark, held.heads.main) === before) return before;
      return await transactions.write(() => {
        const after = advance(now(held.cid, actor), mark, log.held(conv)?.heads.main ?? 0);
        put.run(held.cid, actor, after.r, after.d);
        return after;
      });
    },
  };
}
