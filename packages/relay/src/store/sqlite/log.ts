// The log on the writer's connection: judges a batch of units and writes it as one transaction.
// A conversation's state is read from its row once and then held in memory; what a failed transaction touched is never held.
import type { Audience, ConvId, Seq } from '@rapport/protocol';
import { type Earlier, type Held, judge } from '../judge.ts';
import type { Appended, Outcome, Unit } from '../store.ts';
import type { Database } from './database.ts';
import { audienceOf, type ConversationRow, conversationColumns, convOf, streamCode, withLastMessage } from './rows.ts';
import type { Transactions } from './transaction.ts';

export interface Log {
  commit(units: readonly Unit[]): readonly Outcome[];
  /** Null: no such conversation. */
  held(conv: ConvId): Stored | null;
}

export interface Stored extends Held {
  readonly cid: number;
}

const heldConversations = 10_000;
const rowsPerInsert = 16;

const eventInsert = (rows: number): string =>
  `INSERT INTO event (cid, stream, seq, kind, actor, cmd, hash, at, p, data) VALUES ${Array(rows).fill('(?,?,?,?,?,?,?,?,?,?)').join(',')}`;

export function createLog(db: Database, transactions: Transactions): Log {
  const findConversation = db.prepare(`SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.id = ?`);
  const findEarlier = db.prepare(
    'SELECT hash, stream, seq, at FROM event WHERE cid = ? AND cmd = ? AND actor = ? AND cmd IS NOT NULL',
  );
  const insertMany = db.prepare(eventInsert(rowsPerInsert));
  const insertOne = db.prepare(eventInsert(1));
  const insertConversation = db.prepare(
    'INSERT INTO conversation (id, site, visitor, st, closed_at, at, head, head_n, head_r, last_seq, state) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
  );
  const updateConversation = db.prepare(
    'UPDATE conversation SET at=?, head=?, head_n=?, head_r=?, last_seq=?, state=? WHERE cid = ?',
  );
  // Apart from the one above because it touches indexes, and is rare.
  const updateStatus = db.prepare('UPDATE conversation SET st=?, closed_at=? WHERE cid = ?');

  /** Least recently used first. */
  const cache = new Map<ConvId, Stored>();

  function hold(conv: ConvId, stored: Stored): void {
    cache.delete(conv);
    cache.set(conv, stored);
    if (cache.size > heldConversations) cache.delete(cache.keys().next().value as ConvId);
  }

  function held(conv: ConvId): Stored | null {
    const known = cache.get(conv);
    if (known) return known;
    const row = findConversation.get(conv) as ConversationRow | undefined;
    if (!row) return null;
    const stored = { ...convOf(row), cid: row.cid };
    hold(conv, stored);
    return stored;
  }

  function earlier(cid: number, unit: Unit): Earlier | null {
    const row = findEarlier.get(cid, unit.cmd, unit.actor) as
      | { hash: string; stream: number; seq: Seq; at: number }
      | undefined;
    return row ? { hash: row.hash, audience: audienceOf(row.stream), seq: row.seq, at: row.at } : null;
  }

  function create(conv: ConvId, { state, heads, last, at }: Held): number {
    const { lastInsertRowid } = insertConversation.run(
      conv,
      state.site,
      state.visitor,
      state.st,
      state.closedAt,
      at,
      heads.main,
      heads.notes,
      heads.rating,
      last?.s ?? 0,
      JSON.stringify(state),
    );
    return Number(lastInsertRowid);
  }

  function save(before: Stored, { cid, state, heads, last, at }: Stored): void {
    updateConversation.run(at, heads.main, heads.notes, heads.rating, last?.s ?? 0, JSON.stringify(state), cid);
    if (before.state.st !== state.st || before.state.closedAt !== state.closedAt)
      updateStatus.run(state.st, state.closedAt, cid);
  }

  function commit(units: readonly Unit[]): readonly Outcome[] {
    const batch = new Map<ConvId, { before: Stored; now: Stored }>();
    const outcomes = transactions.run(() => {
      if (transactions.othersWrote()) cache.clear(); // L5: the state inside the transaction, not a remembered one.
      const rows = createRows();
      const said = new Map<string, Earlier>();
      const out = units.map((unit) => {
        const { conv } = unit;
        const touched = batch.get(conv);
        const before = touched ? touched.now : held(conv);
        const name = `${conv} ${unit.cmd} ${unit.actor}`;
        const { outcome, held: after } = judge(unit, before, said.get(name) ?? (before && earlier(before.cid, unit)));
        if (outcome.kind !== 'committed' || !after) return outcome;
        const now = { ...after, cid: before ? before.cid : create(conv, after) };
        batch.set(conv, { before: touched?.before ?? before ?? now, now });
        said.set(name, { ...outcome, hash: unit.hash });
        for (const one of outcome.events) rows.add(now.cid, one, unit.hash);
        return outcome;
      });
      rows.end();
      for (const { before, now } of batch.values()) if (before !== now) save(before, now);
      return out;
    });
    for (const [conv, { now }] of batch) hold(conv, now);
    return outcomes;
  }

  /** Several rows an INSERT: half the cost of one each. */
  function createRows(): { add(cid: number, one: Appended, hash: string): void; end(): void } {
    let values: (string | number | null)[] = [];
    let rows = 0;
    return {
      add(cid, { audience, ev }, hash) {
        const own = ev.m !== undefined;
        values.push(
          cid,
          code(audience),
          ev.s,
          ev.k,
          ev.a,
          own ? (ev.m ?? null) : null,
          own ? hash : null,
          ev.at,
          ev.p ?? null,
          JSON.stringify(ev.d),
        );
        if (++rows < rowsPerInsert) return;
        insertMany.run(...values);
        values = [];
        rows = 0;
      },
      end() {
        for (let i = 0; i < rows; i++) insertOne.run(...values.slice(i * 10, i * 10 + 10));
      },
    };
  }

  return { commit, held };
}

function code(audience: Audience): number {
  return streamCode[audience];
}
