// The states of all conversations that have not ended, to their last message. Read on the reader thread.
import type { ConvState } from '@rapport/protocol';
import type { Database } from './database.ts';

export function createOpenStates(db: Database): () => Iterable<ConvState> {
  const open = db.prepare('SELECT c.cid, c.state FROM conversation c WHERE c.closed_at IS NULL');
  // The end of the log that has no place yet and is not in the state either: messages of open conversations (settle.ts).
  const unsettled = db.prepare(
    `SELECT e.cid, e.actor FROM event e JOIN conversation c ON c.cid = e.cid
     WHERE e.id > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'settled'), 0)
       AND e.stream = 0 AND e.seq > c.head AND e.kind = 'message'`,
  );
  return () => {
    const rows = open.all() as { cid: number; state: string }[];
    const states = new Map(rows.map(({ cid, state }) => [cid, JSON.parse(state) as ConvState]));
    for (const { cid, actor } of unsettled.iterate() as Iterable<{ cid: number; actor: string }>) {
      const state = states.get(cid);
      if (state && actor !== state.visitor) states.set(cid, { ...state, fromStaff: state.fromStaff + 1 });
    }
    return states.values();
  };
}
